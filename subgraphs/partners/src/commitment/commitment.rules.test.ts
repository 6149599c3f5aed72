import { anonymous } from '@ura/access';
import { member } from '@ura/testkit';
import { isOverdue, maySettle } from './commitment.rules';

const recorder = '6d34ee80-a28f-4768-bcc1-579247d6abc4';

test.each([
  ['a coordinator', member({ roles: ['COORDINATOR'] }), recorder, true],
  [
    'an editor of who recorded it',
    member({ roles: ['DIRECTORY_EDITOR'], organisationId: recorder }),
    recorder,
    true,
  ],
  ['an editor of another', member({ roles: ['DIRECTORY_EDITOR'] }), recorder, false],
  ['an editor, of a promise that nobody recorded', member({ roles: ['DIRECTORY_EDITOR'] }), null, false],
  ['a trainer of who recorded it', member({ roles: ['TRAINER'], organisationId: recorder }), recorder, false],
  ['anonymous', anonymous, null, false],
])('%s', (_, viewer, recordedById, verdict) => {
  expect(maySettle(viewer, { recordedById })).toBe(verdict);
});

test.each([
  ['OPEN', '2026-05-31', true],
  ['OPEN', '2026-06-01', false],
  ['OPEN', null, false],
  ['KEPT', '2026-05-31', false],
  ['BROKEN', '2026-05-31', false],
] as const)('%s and due on %s, on the first of June', (status, dueOn, overdue) => {
  expect(isOverdue({ status, dueOn }, '2026-06-01')).toBe(overdue);
});
