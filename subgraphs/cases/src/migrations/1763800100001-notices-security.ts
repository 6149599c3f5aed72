import type { MigrationInterface, QueryRunner } from 'typeorm';
import { ORGANISATION, opens, type Policy, role, secure, unsecure, VIEWER, works } from './who-asks';

const OF_MEMBERS = { read: `${ORGANISATION} is not null` };
const GOES_OUT = `organisation_id = ${ORGANISATION} and ${role('MOBILE_UNIT', 'CASE_MANAGER', 'SUPERVISOR')}`;
// A recipient has what was sent, and never what is only owed.
const RECEIVED = `recipient_id = ${ORGANISATION} and sent_at is not null
  and ${role('POLICE_LIAISON', 'COORDINATOR', 'CASE_MANAGER')}`;
// A notice says of its own accord in which region she was found and whether she is a child: that is BASICS, too.
const OPENS = `${opens('PROTECTION')} and ${opens('BASICS')}`;
const WORKS = `${works('PROTECTION')} or just_opened(case_id)`;

const tables: Readonly<Record<string, Policy>> = {
  notice_rule: OF_MEMBERS,
  known_recipient: OF_MEMBERS,
  reflection_policy: OF_MEMBERS,
  notice: {
    read: `(${RECEIVED}) or (${OPENS})`,
    add: `organisation_id = ${ORGANISATION} and (${WORKS})`,
    change: `(${RECEIVED}) or ${works('PROTECTION')}`,
  },
  identification: { read: opens('PROTECTION'), add: WORKS, change: works('PROTECTION') },
  // Anybody of a member organisation may report one, and only those who take it up read it.
  concern: {
    read: GOES_OUT,
    add: `reported_by_id = ${VIEWER} and reported_by_organisation_id = ${ORGANISATION} and status = 'NEW'`,
    change: GOES_OUT,
  },
  outreach_visit: { read: GOES_OUT, add: `${GOES_OUT} and recorded_by_id = ${VIEWER}` },
};

/**
 * Who sees what of notices, identifications, concerns and visits; and that a notice says so when it changes.
 */
export class NoticesSecurity1763800100001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await secure(runner, tables);
    // A recipient’s answer stands in the timeline of a case that they do not see.
    await runner.query(`
      create policy adding_answers on timeline_event for insert with check (
        kind = 'NOTICE_ACKNOWLEDGED' and actor_id = ${VIEWER} and exists (
          select from notice where notice.id = subject_id and notice.case_id = timeline_event.case_id and ${RECEIVED}))
    `);
    await runner.query(`
      create function announce_notices() returns trigger language plpgsql as $$
        begin
          perform pg_notify('changes', 'notice ' || id) from changed;
          return null;
        end
      $$`);
    for (const operation of ['insert', 'update']) {
      await runner.query(`
        create trigger announce_${operation} after ${operation} on notice referencing new table as changed
          for each statement execute function announce_notices()`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop function announce_notices cascade');
    await runner.query('drop policy adding_answers on timeline_event');
    await unsecure(runner, tables);
  }
}
