import fc from 'fast-check';
import { type Stage, stage } from '../testing';
import { type Clock, partsOpen, partsWorkedOn } from './part.rules';
import { make, worlds } from './world.fixture';

let it: Stage;
beforeAll(async () => {
  it = await stage();
});
afterAll(() => it.end());

const clock = async (): Promise<Clock> => {
  const [row] = await it.owner.query(
    `select now(), ((now() at time zone 'Europe/Tirane')::date)::text as today`,
  );
  return row;
};

const sorted = (texts: readonly string[]) => [...texts].sort();

test('P49 the database opens to everybody exactly the parts of the cases that the rules open', async () => {
  await fc.assert(
    fc.asyncProperty(worlds, async sketch => {
      const { people, cases } = await make(it.owner, sketch);
      const at = await clock();
      const ids = cases.map(({ id }) => id);
      for (const viewer of people) {
        const expected = new Map(
          cases.map(one => [one.id, sorted(partsOpen(viewer, one, one.waysOf(viewer), at))] as const),
        );
        const scoped = it.database.as(viewer);
        const [parts, rows] = (await scoped.together(
          { text: 'select id, case_parts(id) as parts from unnest($1::uuid[]) as id', values: [ids] },
          { text: 'select id from "case" where id = any($1)', values: [ids] },
        )) as [{ id: string; parts: string[] }[], { id: string }[]];
        expect(new Map(parts.map(row => [row.id, sorted(row.parts)]))).toEqual(expected);
        expect(sorted(rows.map(({ id }) => id))).toEqual(
          sorted(ids.filter(id => expected.get(id)!.length > 0)),
        );
      }
    }),
    { numRuns: 100 },
  );
}, 60_000);

test('P49 the database lets everybody work on exactly the parts on which the rules let them work', async () => {
  await fc.assert(
    fc.asyncProperty(worlds, async sketch => {
      const { people, cases } = await make(it.owner, sketch);
      for (const viewer of people) {
        const [rows] = (await it.database.as(viewer).together({
          text: 'select id, case_work(id) as parts from unnest($1::uuid[]) as id',
          values: [cases.map(({ id }) => id)],
        })) as [{ id: string; parts: string[] }[]];
        expect(rows.map(({ parts }) => sorted(parts))).toEqual(
          cases.map(one => sorted(partsWorkedOn(viewer, one, one.waysOf(viewer)))),
        );
      }
    }),
    { numRuns: 60 },
  );
}, 60_000);

test('P23 P49 a root field, a list and a reference open the same cases over HTTP', async () => {
  await fc.assert(
    fc.asyncProperty(worlds, async sketch => {
      const { people, cases } = await make(it.owner, sketch);
      const at = await clock();
      const ids = cases.map(({ id }) => id);
      for (const viewer of people.filter(
        ({ roles }) => !roles.every(role => ['ANALYST', 'TRAINER'].includes(role)),
      )) {
        const open = cases.map(one => {
          const parts = partsOpen(viewer, one, one.waysOf(viewer), at);
          const has = (part: (typeof parts)[number]) => parts.includes(part);
          if (parts.length === 0) return null;
          return {
            id: one.id,
            code: has('RECORD') || has('BASICS') ? expect.any(String) : null,
            kind: has('BASICS') ? 'OTHER_GBV' : null,
            team: has('TEAM') ? expect.any(Array) : null,
          };
        });
        const wanted = '{ id code kind team { workerId } }';
        const entities = await it.client.entities(
          viewer,
          'Case',
          ids.map(id => ({ id })),
          wanted,
        );
        expect(entities).toEqual({ data: { _entities: open } });
        const roots = ids.map((id, place) => `c${place}: case(id: "${id}") ${wanted}`).join(' ');
        const root = await it.client.ask(viewer, `{ ${roots} cases(first: 100) { edges { node { id } } } }`);
        const { cases: list, ...each } = root.data;
        expect(Object.values(each)).toEqual(open);
        const listed = list.edges.map(({ node }: { node: { id: string } }) => node.id);
        expect(sorted(listed)).toEqual(sorted(open.filter(one => one !== null).map(({ id }) => id)));
      }
    }),
    { numRuns: 12 },
  );
}, 60_000);

test('without a context there are no rows, and a case is put into no other organisation', async () => {
  const [{ tables }] = await it.owner.query(
    `select array_agg(c.relname::text) as tables from pg_class c
      where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and not (c.relrowsecurity and c.relforcerowsecurity)`,
  );
  expect(tables).toEqual(['migration']);
  const counted = await it.database.source.query('select count(*)::int as count from "case"');
  expect(counted).toEqual([{ count: 0 }]);
});
