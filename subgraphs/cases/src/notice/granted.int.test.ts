import { referred } from '../exchange.fixture';
import { type Desk, NOTICE, openDesk } from './notice.fixture';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.end());

const granted = async (...bundles: string[]) => {
  const { ana, besa, caseId: id } = await referred(desk, { consent: { bundles, purposes: ['SHELTER'] } });
  const { data } = await desk.client.ask(
    besa,
    `query ($id: ID!) { case(id: $id) { code notices { ${NOTICE} } identification { status } } }`,
    { id },
  );
  const seen = await desk.database
    .as(besa)
    .run(manager => manager.query('select from notice where case_id = $1', [id]));
  return { ana, id, shown: data.case, rows: seen.length };
};

test('P16 who may know of her protection and not the basics learns no region, age or code from a notice', async () => {
  const { shown, rows } = await granted('PROTECTION');
  expect(shown).toEqual({ code: null, notices: null, identification: null });
  expect(rows).toBe(0);
});

test('P16 who may know both sees her notices, and sends none', async () => {
  const { ana, id, shown, rows } = await granted('PROTECTION', 'BASICS');
  expect(shown.notices).toEqual(await desk.noticesOf(ana, id));
  expect(rows).toBe(shown.notices.length);
  expect(rows).toBeGreaterThan(0);
});
