import type { QueryRunner } from 'typeorm';

// Outside the schema in which a service may write rows: whatever a migration grants there, it is not here.
const TABLES = `
  create schema audit;

  create domain audit.code as text check (value ~ '^[A-Z][A-Z0-9_]{0,39}$');

  create table audit.entry (
    organisation_id uuid not null,
    seq bigint not null check (seq > 0),
    at timestamptz not null,
    actor_id uuid,
    actor_organisation_id uuid,
    action audit.code not null,
    subject_id uuid,
    parts audit.code[] not null,
    reason audit.code,
    hash bytea not null,
    primary key (organisation_id, seq)
  );
  create index entry_subject on audit.entry (organisation_id, subject_id, seq);

  create table audit.head (
    organisation_id uuid primary key,
    seq bigint not null,
    hash bytea not null
  );
`;

const GUARDS = `
  create function audit.refuse() returns trigger language plpgsql as $$
    begin
      raise insufficient_privilege using message = 'The audit is only ever added to.';
    end
  $$;
  create trigger only_added before update or delete or truncate on audit.entry
    for each statement execute function audit.refuse();
  create trigger stays before delete or truncate on audit.head
    for each statement execute function audit.refuse();
  create trigger only_grows before update on audit.head
    for each row when (new.seq <= old.seq or new.organisation_id <> old.organisation_id)
    execute function audit.refuse();
  alter table audit.entry enable always trigger only_added;
  alter table audit.head enable always trigger stays;
  alter table audit.head enable always trigger only_grows;

  alter table audit.entry enable row level security;
  alter table audit.entry force row level security;
  create policy owner on audit.entry to current_user using (true) with check (true);
  alter table audit.head enable row level security;
  alter table audit.head force row level security;
  create policy owner on audit.head to current_user using (true) with check (true);
`;

// JSON quotes what it joins, so that two different lines are never one text. Times are microseconds.
const CHAIN = `
  create function audit.line_hash(previous bytea, line audit.entry) returns bytea
    language sql stable
    as $$
      select sha256(previous || convert_to(jsonb_build_array(
        line.organisation_id, line.seq, (extract(epoch from line.at) * 1000000)::bigint, line.actor_id,
        line.actor_organisation_id, line.action::text, line.subject_id, line.parts::text[], line.reason::text
      )::text, 'UTF8'))
    $$;

  create function audit.is_system() returns boolean
    language sql stable
    as $$ select coalesce(current_setting('ura.system', true), '') = 'on' $$;

  create function audit_append(entries jsonb) returns void
    language plpgsql security definer set search_path = audit, pg_temp
    as $$
      declare
        viewer constant uuid := nullif(current_setting('ura.viewer_id', true), '');
        organisation constant uuid := nullif(current_setting('ura.organisation_id', true), '');
        chain uuid;
        last head;
        asked record;
        line entry;
      begin
        if viewer is null and not is_system() then
          raise insufficient_privilege using message = 'Nobody is asking, in whose name it could be recorded.';
        end if;
        -- In one order, so that two who add to the same chains do not wait for each other in a circle.
        for chain in
          select distinct "organisationId" from jsonb_to_recordset(entries) as each ("organisationId" uuid) order by 1
        loop
          -- A queue, in which nobody is overtaken, as those who wait for a row are.
          perform pg_advisory_xact_lock(hashtextextended('audit ' || chain, 0));
          insert into head values (chain, 0, '') on conflict do nothing;
          select * into strict last from head where organisation_id = chain;
          for asked in
            select * from rows from (jsonb_to_recordset(entries) as
              ("organisationId" uuid, action code, "subjectId" uuid, parts code[], reason code)
            ) with ordinality where "organisationId" = chain order by ordinality
          loop
            line := row(chain, last.seq + 1, clock_timestamp(), viewer, organisation, asked.action,
                        asked."subjectId", coalesce(asked.parts, '{}'), asked.reason, null);
            line.hash := line_hash(last.hash, line);
            insert into entry values (line.*);
            last.seq := line.seq;
            last.hash := line.hash;
          end loop;
          update head set seq = last.seq, hash = last.hash where organisation_id = chain;
        end loop;
      end
    $$;
`;

const READING = `
  create function audit_entries(subject uuid, before_seq bigint, up_to int) returns setof audit.entry
    language sql stable security definer set search_path = audit, pg_temp
    as $$
      select * from entry
       where organisation_id = nullif(current_setting('ura.organisation_id', true), '')::uuid
         and subject_id = subject and seq < coalesce(before_seq, 9223372036854775807)
       order by seq desc limit up_to
    $$;

  create function audit.refuse_others(organisation uuid) returns void
    language plpgsql stable
    as $$
      begin
        if not audit.is_system()
           and organisation is distinct from nullif(current_setting('ura.organisation_id', true), '')::uuid then
          raise insufficient_privilege using message = 'This is the chain of another organisation.';
        end if;
      end
    $$;

  create function audit_heads() returns setof audit.head
    language sql stable security definer set search_path = audit, pg_temp
    as $$ select * from head where is_system() and seq > 0 order by organisation_id $$;
`;

const VERIFYING = `
  -- The lines after one, up to so many numbers on, and the first of them that does not follow the one before.
  create function audit_walk(organisation uuid, after_seq bigint, after_hash bytea, up_to int)
    returns table (lines int, last_seq bigint, last_hash bytea, broken_seq bigint, expected_seq bigint,
                   greatest_seq bigint, head_seq bigint, head_hash bytea)
    language plpgsql stable security definer set search_path = audit, pg_temp
    as $$
      begin
        perform refuse_others(organisation);
        return query
          with followed as materialized (
            select line.seq, line.hash, lag(line.seq, 1, after_seq) over by_seq + 1 as expected,
                   line_hash(lag(line.hash, 1, after_hash) over by_seq, line) as right_hash
              from entry line
             where line.organisation_id = organisation and line.seq <= after_seq + up_to
               and line.seq > coalesce(nullif(after_seq, 0), -9223372036854775807)
            window by_seq as (order by line.seq)
          ), broken as (
            select seq, expected from followed
             where seq <> expected or hash is distinct from right_hash order by seq limit 1
          ), last as (select seq, hash from followed order by seq desc limit 1)
          select (select count(*)::int from followed), coalesce(last.seq, after_seq), coalesce(last.hash, after_hash),
                 broken.seq, broken.expected,
                 coalesce((select max(seq) from entry where organisation_id = organisation), 0),
                 coalesce(head.seq, 0), coalesce(head.hash, '')
            from (values (1)) as one
            left join last on true left join broken on true left join head on head.organisation_id = organisation;
      end
    $$;

  -- Of lines as they were anchored, the first that the chain does not have so.
  create function audit_first_unlike(organisation uuid, seqs bigint[], hashes text[]) returns bigint
    language plpgsql stable security definer set search_path = audit, pg_temp
    as $$
      begin
        perform refuse_others(organisation);
        return (
          select min(anchored.seq) from unnest(seqs, hashes) as anchored (seq, hash)
           where not exists (select from entry where organisation_id = organisation
                                and entry.seq = anchored.seq and entry.hash = decode(anchored.hash, 'hex')));
      end
    $$;
`;

const DOORS = ['audit_append', 'audit_entries', 'audit_heads', 'audit_walk', 'audit_first_unlike'];

/**
 * The tables of the chains and the only doors to them, for a migration of the subgraph that keeps them. A
 * service comes in by the functions alone, which add and tell: it has no right to the tables. Databases
 * were made by this, so it does not change; what is to be otherwise is another migration.
 */
export const auditMigration = {
  async up(runner: QueryRunner): Promise<void> {
    for (const statements of [TABLES, GUARDS, CHAIN, READING, VERIFYING]) await runner.query(statements);
    for (const door of DOORS) await runner.query(`revoke all on function ${door} from public`);
  },
  /** Throws away every chain. */
  async down(runner: QueryRunner): Promise<void> {
    for (const door of DOORS) await runner.query(`drop function ${door}`);
    await runner.query('drop schema audit cascade');
  },
};
