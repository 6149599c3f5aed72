import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a change of a row changes for whoever looks: topics, each with the column that has its id. */
const told: Record<string, readonly string[]> = {
  alarm: ['board', 'shelter_id'],
  bed: ['beds', 'shelter_id', 'board', 'shelter_id'],
  bed_hold: ['hold', 'id', 'board', 'shelter_id'],
  room: ['board', 'shelter_id'],
  shelter: ['beds', 'id', 'board', 'id'],
};

const sources = {
  insert: 'referencing new table as changed',
  update: 'referencing new table as changed',
  delete: 'referencing old table as changed',
};

/**
 * Every write that changes a hold, a board or the figures of a shelter says so when it commits, whoever
 * writes it: a topic and an id, of which PostgreSQL tells equal ones of a transaction once. Whoever hears
 * it reads the present state by their own rights.
 *
 * A claim changes what is seen only where it begins or ends to cover this moment; that time alone does so
 * is for the chores to say.
 */
export class Announcements0000000000004 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create function announce_changes() returns trigger language plpgsql as $$
        begin
          for argument in 0 .. tg_nargs - 1 by 2 loop
            execute format('select pg_notify(''changes'', %L || id) from (select distinct %I as id from changed) as each
                             where id is not null', tg_argv[argument] || ' ', tg_argv[argument + 1]);
          end loop;
          return null;
        end
      $$;

      create function announce_claims() returns trigger language plpgsql as $$
        declare
          moment constant timestamptz := clock_timestamp();
          shelters uuid[];
        begin
          if tg_op = 'UPDATE' then
            shelters := array(select distinct after.shelter_id from before join after using (id)
                               where (before.during @> moment) is distinct from (after.during @> moment));
          else
            shelters := array(select distinct shelter_id from changed where during @> moment);
          end if;
          perform pg_notify('changes', topic || ' ' || shelter)
             from unnest(shelters) as shelter, unnest(array['beds', 'board']) as topic;
          return null;
        end
      $$;

      create trigger announce_update after update on claim
        referencing old table as before new table as after for each statement execute function announce_claims();
    `);
    for (const [operation, rows] of Object.entries(sources)) {
      if (operation !== 'update') await announce(runner, 'claim', operation, rows, 'announce_claims()');
      for (const [table, topics] of Object.entries(told)) {
        const call = `announce_changes(${topics.map(topic => `'${topic}'`).join(', ')})`;
        await announce(runner, table, operation, rows, call);
      }
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop function announce_changes cascade; drop function announce_claims cascade');
  }
}

const announce = (runner: QueryRunner, table: string, operation: string, rows: string, call: string) =>
  runner.query(
    `create trigger announce_${operation} after ${operation} on ${table} ${rows} for each statement execute function ${call}`,
  );
