import type { Member } from '@ura/access';
import { referred } from '../exchange.fixture';
import { caseManager, colleague, openCase, type Stage, stage } from '../testing';

let it: Stage;
beforeAll(async () => {
  it = await stage();
});
afterAll(() => it.end());

const found = async (viewer: Member, filter: string): Promise<string[]> => {
  const { data } = await it.client.ask(viewer, `{ cases(filter: { ${filter} }) { edges { node { id } } } }`);
  return data.cases.edges.map(({ node }: { node: { id: string } }) => node.id);
};
const OF_BASICS = ['kinds: [DOMESTIC_VIOLENCE]', 'risks: [NOT_ASSESSED]', 'regionCode: "AL-12"'];

test('P16 a recipient chooses cases by nothing that is not open to them, so that trying each value tells nothing', async () => {
  const health = await referred(it, { consent: { bundles: ['HEALTH'], purposes: ['SHELTER'] } });
  expect(await found(health.besa, '')).toEqual([health.caseId]);
  for (const filter of [...OF_BASICS, 'statuses: [INTAKE]'])
    expect(await found(health.besa, filter)).toEqual([]);
  const basics = await referred(it, { consent: { bundles: ['BASICS'], purposes: ['SHELTER'] } });
  for (const filter of [...OF_BASICS, 'statuses: [INTAKE]'])
    expect(await found(basics.besa, filter)).toEqual([basics.caseId]);
});

test('P49 a data officer chooses cases by status, and by nothing of her', async () => {
  const ana = caseManager();
  const id = await openCase(it.client, ana, { restricted: true });
  const officer = colleague(ana, 'DATA_OFFICER');
  expect(await found(officer, 'statuses: [INTAKE]')).toEqual([id]);
  for (const filter of OF_BASICS) {
    expect(await found(officer, filter)).toEqual([]);
    expect(await found(ana, `${filter}, statuses: [INTAKE], mine: true`)).toEqual([id]);
  }
});
