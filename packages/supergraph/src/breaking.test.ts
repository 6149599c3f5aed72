import { compose } from './composition';
import { pair, verdict } from './pair.fixture';

const previous = compose(pair).supergraphSdl;

test.each([
  ['a field that is gone', { '"The room." room: String @privacy(class: OWNER)': '' }, 'Stay.room'],
  ['a field that may be null now', { 'status: StayStatus!': 'status: StayStatus' }, 'Stay.status'],
  [
    'an input that asks for more',
    { '"The stay." stayId': '"Why." why: ID! "The stay." stayId' },
    'EndStayInput.why',
  ],
])('%s breaks clients', async (_, change, where) => {
  expect(await verdict(change as Record<string, string>, previous)).toEqual([`breaking ${where}`]);
});

test('a new field, and a class that became wider, break nobody', async () => {
  expect(
    await verdict(
      { '"The room." room': '"The floor." floor: Int @privacy(class: OWNER) "The room." room' },
      previous,
    ),
  ).toEqual([]);
  expect(
    await verdict(
      { 'room: String @privacy(class: OWNER)': 'room: String @privacy(class: PARTNER)' },
      previous,
    ),
  ).toEqual([]);
});

test('what only the planner sees may change', async () => {
  expect(
    await verdict(
      { '"The room." room': '"For it." ref: ID @inaccessible @privacy(class: PARTNER) "The room." room' },
      previous,
    ),
  ).toEqual([]);
  const withRef = compose(pair).supergraphSdl.replace(
    'caseRef: ID @inaccessible',
    'caseRef: Int @inaccessible',
  );
  expect(await verdict({}, withRef)).toEqual([]);
});
