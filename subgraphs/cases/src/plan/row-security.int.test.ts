import { newId } from '@ura/database';
import fc from 'fast-check';
import { assessedParts } from '../assessment/assessment.entity';
import { partsOpen, partsWorkedOn } from '../part/part.rules';
import { make, worlds } from '../part/world.fixture';
import { type Stage, stage } from '../testing';

let it: Stage;
beforeAll(async () => {
  it = await stage();
});
afterAll(() => it.end());

/** A row of each table, for a case and a part; follow-ups belong to one part. */
const rowsOf: Readonly<Record<string, string>> = {
  assessment: `insert into assessment (id, case_id, part, assessed_on, assessed_by_id, findings)
    values ($1, $2, $3, current_date, $1, '{}')`,
  plan_goal: `insert into plan_goal (id, case_id, part, service_code, provider_id, due_on)
    values ($1, $2, $3, 'VS07', $1, current_date)`,
  service_record: `insert into service_record (id, case_id, part, service_code, provider_id, given_on, recipient, recorded_by_id)
    values ($1, $2, $3, 'VS07', $1, current_date, 'SURVIVOR', $1)`,
  follow_up: `insert into follow_up (id, case_id, due_on, channel)
    select $1, $2, current_date, 'OFFICE' where $3::text = 'PROTECTION'`,
};
const tables = Object.keys(rowsOf);

test('P49 rows of a part are read by whom it is open to, and written by who works on it', async () => {
  await fc.assert(
    fc.asyncProperty(worlds, async sketch => {
      const { people, cases } = await make(it.owner, sketch);
      const [clock] = await it.owner.query(
        `select now(), ((now() at time zone 'Europe/Tirane')::date)::text as today`,
      );
      for (const { id } of cases) {
        for (const part of assessedParts) {
          for (const table of tables) await it.owner.query(rowsOf[table]!, [newId(), id, part]);
        }
      }
      for (const viewer of people) {
        for (const one of cases) {
          const ways = one.waysOf(viewer);
          const opened = assessedParts.filter(part => partsOpen(viewer, one, ways, clock).includes(part));
          const worked = partsWorkedOn(viewer, one, ways);
          const scoped = it.database.as(viewer);
          const seen = await scoped.together(
            ...tables.map(table => ({
              text: `select ${table === 'follow_up' ? `'PROTECTION' as part` : 'part'} from ${table} where case_id = $1`,
              values: [one.id],
            })),
          );
          for (const [place, rows] of seen.entries()) {
            const parts = rows.map(row => (row as { part: string }).part).sort();
            const open =
              tables[place] === 'follow_up' ? opened.filter(part => part === 'PROTECTION') : opened;
            expect(parts).toEqual([...open].sort());
          }
          const [part, table] = [
            assessedParts[people.indexOf(viewer) % 3]!,
            tables[people.indexOf(viewer) % 3]!,
          ];
          const written = scoped.run(async manager => {
            await manager.query(rowsOf[table]!, [newId(), one.id, part]);
            throw new Error('written');
          });
          await expect(written).rejects.toThrow(worked.includes(part) ? 'written' : 'row-level security');
        }
      }
    }),
    { numRuns: 15 },
  );
}, 60_000);

test('what was assessed or given is not rewritten', async () => {
  await fc.assert(
    fc.asyncProperty(worlds, async sketch => {
      const { people, cases } = await make(it.owner, sketch);
      for (const { id } of cases) await it.owner.query(rowsOf.service_record!, [newId(), id, 'HEALTH']);
      for (const viewer of people) {
        const [changed] = await it.database
          .as(viewer)
          .together({ text: `update service_record set part = 'PROTECTION' returning id`, values: [] });
        expect(changed).toEqual([]);
      }
    }),
    { numRuns: 5 },
  );
}, 60_000);
