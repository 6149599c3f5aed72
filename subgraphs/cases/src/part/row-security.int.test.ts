import type { Member } from '@ura/access';
import { newId } from '@ura/database';
import { recordConsent, referred } from '../exchange.fixture';
import {
  assign,
  caseManager,
  colleague,
  done,
  mutate,
  onCase,
  openCase,
  type Stage,
  stage,
} from '../testing';

let it: Stage;
beforeAll(async () => {
  it = await stage();
});
afterAll(() => it.end());

/** What the database itself answers somebody, whatever a service would have asked. */
const asks = (viewer: Member, text: string, values: readonly unknown[]) =>
  it.database.as(viewer).run(manager => manager.query(text, [...values]));

/** How many rows of a case each table gives somebody. */
const rowsFor = async (viewer: Member, caseId: string, tables: Readonly<Record<string, string>>) => {
  const counted: Record<string, number> = {};
  for (const [table, key] of Object.entries(tables)) {
    counted[table] = (await asks(viewer, `select from "${table}" where ${key} = $1`, [caseId])).length;
  }
  return counted;
};

const IDENTITY = {
  survivor: 'case_id',
  safe_contact: 'case_id',
  name_mark: 'case_id',
  person_key: 'person_id',
};
const PROTECTION = { notice: 'case_id', identification: 'case_id' };
const TEAM = { team_member: 'case_id', consent: 'case_id', referral: 'case_id', emergency_access: 'case_id' };

/** A case of trafficking in which there is something of everything, with people who have to do with it. */
const arranged = async () => {
  const ana = caseManager();
  const id = await openCase(it.client, ana, { kind: 'TRAFFICKING' });
  await done(mutate(it.client, ana, 'recordIdentity', onCase(id, { givenName: 'Demo' })));
  const reach = { channel: 'IN_PERSON', reach: 'the office' };
  await done(mutate(it.client, ana, 'recordSafeContact', onCase(id, reach)));
  const teacher = colleague(ana, 'SPECIALIST');
  await assign(it.client, ana, id, teacher, 'EDUCATION_WORKER');
  const consentId = await recordConsent(it, ana, id, newId());
  const night = colleague(ana, 'SHELTER_STAFF');
  const emergency = { caseId: id, reason: 'LIFE_IN_DANGER', idempotencyKey: newId() };
  const { id: accessId } = await done(mutate(it.client, night, 'openInEmergency', emergency));
  return { ana, id, teacher, night, consentId, accessId: accessId as string };
};

test('P7 the database gives who she is to those alone whose work needs it', async () => {
  const { ana, id, teacher, night } = await arranged();
  const all = { survivor: 1, safe_contact: 1, name_mark: 1, person_key: 1 };
  const none = { survivor: 0, safe_contact: 0, name_mark: 0, person_key: 0 };
  for (const viewer of [ana, night]) expect(await rowsFor(viewer, id, IDENTITY)).toEqual(all);
  const others = [teacher, colleague(ana, 'SUPERVISOR'), colleague(ana, 'CASE_MANAGER'), caseManager()];
  for (const viewer of others) expect(await rowsFor(viewer, id, IDENTITY)).toEqual(none);
  // She destroys keys, and opens nothing with them: what they sealed is not hers to read.
  const officer = colleague(ana, 'DATA_OFFICER');
  expect(await rowsFor(officer, id, IDENTITY)).toEqual({ ...none, person_key: 1 });
});

test('P49 the database gives a part of a case to nobody to whom it is not open', async () => {
  const { ana, id, teacher } = await arranged();
  expect(await rowsFor(ana, id, PROTECTION)).toEqual({ notice: 3, identification: 1 });
  for (const viewer of [teacher, colleague(ana, 'CASE_MANAGER'), caseManager()]) {
    expect(await rowsFor(viewer, id, PROTECTION)).toEqual({ notice: 0, identification: 0 });
  }
  const strangers = [colleague(ana, 'CASE_MANAGER'), colleague(ana, 'DATA_OFFICER'), caseManager()];
  const none = { team_member: 0, consent: 0, referral: 0 };
  for (const viewer of strangers) expect(await rowsFor(viewer, id, TEAM)).toMatchObject(none);
});

test('P16 the database gives a recipient nothing of how the case is worked on', async () => {
  const { ana, besa, caseId } = await referred(it);
  expect(await rowsFor(besa, caseId, { case: 'id' })).toEqual({ case: 1 });
  const own = { team_member: 0, consent: 0, referral: 1, emergency_access: 0 };
  expect(await rowsFor(besa, caseId, TEAM)).toEqual(own);
  expect(await rowsFor(besa, caseId, { timeline_event: 'case_id' })).toEqual({ timeline_event: 0 });
  expect(await rowsFor(ana, caseId, TEAM)).toMatchObject({ team_member: 1, consent: 1, referral: 1 });
});

const CHANGES: Readonly<Record<string, string>> = {
  'the case': 'update "case" set restricted = false where id = $1 returning id',
  'its team': 'update team_member set ended_at = now() where case_id = $1 returning id',
  'what she allows': `update consent set valid_to = '2999-01-01' where case_id = $1 returning id`,
  'who she is': 'update survivor set given_name = null where case_id = $1 returning case_id',
  'how she is reached': 'update safe_contact set reach = null where case_id = $1 returning case_id',
  'her key':
    'update person_key set wrapped = null, destroyed_at = now() where person_id = $1 returning person_id',
  'the marks of her name': 'delete from name_mark where case_id = $1 returning case_id',
  'the line of an event': `update timeline_event set actor_id = null where case_id = $1 returning id`,
  'the emergency': `update emergency_access set until = now() + interval '1 year' where case_id = $1 returning id`,
};

test.each(Object.entries(CHANGES))(
  'P49 P50 whoever reads a case in an emergency changes nothing of it in the database: %s',
  async (_what, text) => {
    const { ana, id, night } = await arranged();
    for (const viewer of [night, colleague(ana, 'CASE_MANAGER'), caseManager()]) {
      expect((await asks(viewer, text, [id]))[1]).toBe(0);
    }
  },
);

const ADDITIONS: Readonly<Record<string, string>> = {
  'a place in its team': `insert into team_member (id, case_id, worker_id, function) values ($2, $1, $3, 'CASE_MANAGER')`,
  'a consent': `insert into consent (id, case_id, recipient_id, purposes, bundles, granted_on, valid_to, text_version, language)
     values ($2, $1, $3, '{SHELTER}', '{BASICS}', now()::date, now()::date, '1', 'sq')`,
  'who she is': `insert into survivor (case_id, given_name) select $1, null where $2::uuid <> $3::uuid`,
  'a mark of a name': `insert into name_mark (case_id, mark) select $1, 'x' where $2::uuid <> $3::uuid`,
  'an event': `insert into timeline_event (id, case_id, kind, part, actor_id) values ($2, $1, 'STATUS_CHANGED', 'RECORD', $3)`,
};

test.each(Object.entries(ADDITIONS))(
  'P49 P50 whoever reads a case in an emergency adds nothing to it in the database: %s',
  async (_what, text) => {
    const { ana, id, night } = await arranged();
    await it.owner.query('delete from survivor where case_id = $1', [id]);
    for (const viewer of [night, colleague(ana, 'CASE_MANAGER'), caseManager()]) {
      const added = asks(viewer, text, [id, newId(), viewer.id]);
      await expect(added).rejects.toThrow('row-level security');
    }
  },
);

test('P50 in the database too an emergency is reviewed by somebody else, and opened for oneself alone', async () => {
  const { ana, id, accessId } = await arranged();
  const supervisor = colleague(ana, 'SUPERVISOR');
  await it.owner.query('update emergency_access set worker_id = $2 where id = $1', [accessId, supervisor.id]);
  const review =
    'update emergency_access set reviewed_at = now(), is_justified = true where id = $1 returning id';
  expect((await asks(supervisor, review, [accessId]))[1]).toBe(0);
  expect((await asks(ana, review, [accessId]))[1]).toBe(0);
  expect((await asks(colleague(ana, 'DATA_OFFICER'), review, [accessId]))[1]).toBe(1);
  const open = `insert into emergency_access (id, case_id, organisation_id, worker_id, reason, until)
    values ($1, $2, $3, $4, 'THREAT', now() + interval '1 hour')`;
  const other = asks(ana, open, [newId(), id, ana.organisationId, supervisor.id]);
  await expect(other).rejects.toThrow('row-level security');
});

test('P56 a case is known to each subgraph by a pseudonym of its own, which is none of its ids', async () => {
  const ana = caseManager();
  const id = await openCase(it.client, ana);
  const { data } = await it.client.ask(
    ana,
    'query ($id: ID!) { case(id: $id) { id code shelters: caseRef(for: SHELTERS) legal: caseRef(for: LEGAL_CLINIC) } }',
    { id },
  );
  const { code, shelters, legal } = data.case;
  expect(new Set([id, code, shelters, legal]).size).toBe(4);
  for (const pseudonym of [shelters, legal]) expect(pseudonym).toMatch(/^[0-9a-f-]{36}$/);
});
