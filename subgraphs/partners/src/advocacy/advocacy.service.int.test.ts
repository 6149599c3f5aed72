import type { Viewer } from '@ura/access';
import { newId } from '@ura/database';
import { anonymous, member } from '@ura/testkit';
import { type Directory, of, openDirectory, refusal } from '../testing';

let directory: Directory;
beforeAll(async () => {
  directory = await openDirectory();
});
afterAll(() => directory.close());

const record = (viewer: Viewer, organisationId: string, input: object = {}) =>
  directory.ask(
    viewer,
    `mutation ($input: AddAdvocacyInput!) { addAdvocacy(input: $input) { advocacy {
      kind forum { en } on { year month } asked { en } addressedTo { id } outcome { en } } } }`,
    {
      input: {
        idempotencyKey: newId(),
        organisationId,
        kind: 'REPORT_CONTRIBUTION',
        forum: { en: 'GRETA, third round' },
        ...input,
      },
    },
  );

test('an editor records what was asked, of whom and what came of it, once', async () => {
  const [ngo, council] = [
    await directory.organisation(),
    await directory.organisation({ kind: 'MUNICIPALITY' }),
  ];
  const editor = of(ngo, 'DIRECTORY_EDITOR');
  const input = {
    idempotencyKey: newId(),
    on: { year: 2026, month: 3 },
    asked: { en: 'Housing' },
    addressedToId: council.id,
    outcome: { en: 'Agreed' },
  };
  const expected = [
    {
      kind: 'REPORT_CONTRIBUTION',
      forum: { en: 'GRETA, third round' },
      on: input.on,
      asked: input.asked,
      addressedTo: { id: council.id },
      outcome: input.outcome,
    },
  ];
  expect((await record(editor, ngo.id, input)).data.addAdvocacy.advocacy).toEqual(expected);
  expect((await record(editor, ngo.id, input)).data.addAdvocacy.advocacy).toEqual(expected);
});

test('another’s editor, a coordinator of an NGO’s, or an unknown addressee is refused', async () => {
  const ngo = await directory.organisation();
  expect(refusal(await record(member({ roles: ['DIRECTORY_EDITOR'] }), ngo.id))).toBe('FORBIDDEN');
  expect(refusal(await record(member({ roles: ['COORDINATOR'] }), ngo.id))).toBe('FORBIDDEN');
  expect(refusal(await record(anonymous, ngo.id))).toBe('UNAUTHENTICATED');
  const editor = of(ngo, 'DIRECTORY_EDITOR');
  const unknown = await record(editor, ngo.id, { addressedToId: newId() });
  expect(refusal(unknown)).toBe('INVALID input.addressedToId');
  const backwards = { from: { year: 2022, month: 3 }, until: { year: 2022, month: 2, day: 28 } };
  expect(refusal(await record(editor, ngo.id, backwards))).toBe('INVALID input.until');
});
