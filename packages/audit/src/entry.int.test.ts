import { drift, IdempotencyKey, isHeldByRowSecurity, migrate, newId } from '@ura/database';
import { type Chains, chains, reading, viewer } from './chains.fixture';
import { type AuditEntry, entriesOf, record, recording } from './entry';
import { verifyAudit } from './verify';

let kept: Chains;
beforeAll(async () => {
  kept = await chains(process.env.URA_TEST_POSTGRES_URL!);
});
afterAll(() => kept.close());

const add = (who: ReturnType<typeof viewer>, ...entries: AuditEntry[]) =>
  kept.database.as(who).run(manager => record(manager, entries));
const read = (who: ReturnType<typeof viewer>, subjectId: string, first = 100, before?: number) =>
  kept.database.as(who).run(manager => entriesOf(manager, subjectId, { first, before }));
const verify = (organisationId: string) =>
  verifyAudit(kept.database.asSystem(), { organisationId, anchors: kept.newFile() });

test('P42 who looked at a case can be told, newest first and page by page', async () => {
  const [besa, caseId] = [viewer(), newId()];
  const ana = viewer(besa.organisationId);
  await add(besa, reading(besa.organisationId), {
    organisationId: besa.organisationId,
    action: 'READ_IDENTITY',
    subjectId: caseId,
    parts: ['NAME'],
    reason: 'FOLLOW_UP',
  });
  await add(ana, reading(besa.organisationId, caseId));
  const all = await read(besa, caseId);
  expect(all).toMatchObject([
    { seq: 3, actorId: ana.id, action: 'READ', parts: ['HEALTH', 'LEGAL'], reason: null },
    { seq: 2, actorId: besa.id, action: 'READ_IDENTITY', parts: ['NAME'], reason: 'FOLLOW_UP' },
  ]);
  expect(all[0]!.at).toBeInstanceOf(Date);
  expect(await read(besa, caseId, 1)).toEqual(all.slice(0, 1));
  expect(await read(besa, caseId, 1, 3)).toEqual(all.slice(1));
});

test("P42 another organisation's look is in the owner's chain, which the other cannot read", async () => {
  const [owner, recipient, caseId] = [viewer(), viewer(), newId()];
  await add(recipient, reading(owner.organisationId, caseId));
  expect(await read(owner, caseId)).toMatchObject([
    { seq: 1, actorId: recipient.id, actorOrganisationId: recipient.organisationId },
  ]);
  expect(await read(recipient, caseId)).toEqual([]);
  const doors = [
    `select * from audit_walk('${owner.organisationId}', 0, '', 10)`,
    `select audit_first_unlike('${owner.organisationId}', '{1}', '{00}')`,
  ];
  for (const text of doors) {
    const asked = kept.database.as(recipient).together({ text, values: [] });
    await expect(asked).rejects.toThrow('another organisation');
    await kept.database.as(owner).together({ text, values: [] });
  }
  const heads = { text: 'select * from audit_heads()', values: [] };
  expect(await kept.database.as(owner).together(heads)).toEqual([[]]);
});

test("P42 nobody writes a line in another's name or for another time", async () => {
  const [who, caseId] = [viewer(), newId()];
  const lying = {
    ...reading(who.organisationId, caseId),
    actorId: newId(),
    actor_id: newId(),
    at: '2001-01-01',
  };
  await add(who, lying);
  const [line] = await read(who, caseId);
  expect(line!.actorId).toBe(who.id);
  expect(line!.at.getTime()).toBeGreaterThan(Date.parse('2020-01-01'));
});

test('P42 a line has a name: of whoever asks, or of nobody where the hub itself does it', async () => {
  const [who, caseId] = [viewer(), newId()];
  const { text, values } = recording([reading(who.organisationId, caseId)]);
  await expect(kept.database.source.query(text, [...values])).rejects.toThrow('Nobody is asking');
  await kept.database.asSystem().run(manager => record(manager, [reading(who.organisationId, caseId)]));
  expect(await read(who, caseId)).toMatchObject([{ seq: 1, actorId: null, actorOrganisationId: null }]);
});

test('P42 what fails leaves no line, and what is recorded together with a failure neither', async () => {
  const [who, caseId] = [viewer(), newId()];
  const failing = kept.database.as(who).run(async manager => {
    await record(manager, [reading(who.organisationId, caseId)]);
    throw new Error('the lights went out');
  });
  await expect(failing).rejects.toThrow('the lights went out');
  const together = kept.database
    .as(who)
    .together({ text: 'select 1 / 0', values: [] }, recording([reading(who.organisationId, caseId)]));
  await expect(together).rejects.toThrow('division by zero');
  expect(await read(who, caseId)).toEqual([]);
  await kept.database.as(who).together(recording([reading(who.organisationId, caseId)]));
  expect(await read(who, caseId)).toMatchObject([{ seq: 1 }]);
});

test('P42 forty who write at once, into two chains each, make chains without a gap', async () => {
  const [one, other] = [viewer(), viewer()];
  const both = [reading(one.organisationId), reading(other.organisationId), reading(one.organisationId)];
  await Promise.all(
    Array.from({ length: 40 }, (_, index) => add(viewer(), ...(index % 2 ? both : [...both].reverse()))),
  );
  expect(await verify(one.organisationId)).toMatchObject({ isIntact: true, entries: 80, headSeq: 80 });
  expect(await verify(other.organisationId)).toMatchObject({ isIntact: true, entries: 40, headSeq: 40 });
});

test('P42 a line holds codes, and no words that somebody could have read', async () => {
  const who = viewer();
  const wrong: Partial<AuditEntry>[] = [
    { parts: ['Demo Testova'] },
    { parts: ['HEALTH', '+355 69 000 0000'] },
    { reason: 'she asked for it' },
    { parts: ['A'.repeat(41)] },
  ];
  for (const each of wrong)
    await expect(add(who, { ...reading(who.organisationId), ...each })).rejects.toThrow('check constraint');
  expect(await verify(who.organisationId)).toMatchObject({ isIntact: true, entries: 0 });
});

const FORBIDDEN = [
  'select * from audit.entry',
  'select * from audit.head',
  `insert into audit.head values (gen_random_uuid(), 1, '')`,
  `insert into audit.entry values (gen_random_uuid(), 1, now(), null, null, 'READ', null, '{}', null, '')`,
  `update audit.entry set action = 'READ'`,
  'update audit.head set seq = seq + 1',
  'delete from audit.entry',
  'truncate audit.entry',
  'drop schema audit cascade',
  `select audit.line_hash('', null)`,
];

test.each(FORBIDDEN)('P42 the service has no right to: %s', async statement => {
  await migrate(kept.options);
  await expect(kept.database.source.query(statement)).rejects.toThrow(/permission denied|must be owner/);
});

const REFUSED = [
  `update audit.entry set action = 'READ'`,
  'delete from audit.entry',
  'truncate audit.entry',
  'delete from audit.head',
  'truncate audit.head',
  'update audit.head set seq = seq - 1',
  `update audit.head set hash = ''`,
];

test.each(REFUSED)('P42 the owner of the tables is refused: %s', async statement => {
  const who = viewer();
  await add(who, reading(who.organisationId));
  await expect(kept.owner.query(statement)).rejects.toThrow('only ever added to');
});

test('P42 a right to the tables that a later migration gives by mistake shows nothing and adds nothing', async () => {
  const other = await chains(process.env.URA_TEST_POSTGRES_URL!);
  const who = viewer();
  await other.database.as(who).run(manager => record(manager, [reading(who.organisationId)]));
  const role = `"${other.options.serviceRole}"`;
  await other.owner.query(
    `grant usage on schema audit to ${role}; grant all on all tables in schema audit to ${role}`,
  );
  for (const table of ['entry', 'head'])
    expect(await other.database.source.query(`select * from audit.${table}`)).toEqual([]);
  const adding = other.database.source.query(`insert into audit.head values (gen_random_uuid(), 1, '')`);
  await expect(adding).rejects.toThrow('row-level security');
  await other.close();
});

test('the tables are no difference between a subgraph and its database, and go as they came', async () => {
  const { up, down } = await drift({ ...kept.options, entities: [IdempotencyKey] });
  expect(up.join()).toContain('idempotency_key');
  expect([...up, ...down].join()).not.toContain('audit');
  const service = (kept.database.source.options as { url: string }).url;
  expect(await isHeldByRowSecurity({ ...kept.options, url: service })).toBe(true);
  const other = await chains(process.env.URA_TEST_POSTGRES_URL!);
  await other.owner.undoLastMigration();
  expect(await other.owner.query(`select from pg_namespace where nspname = 'audit'`)).toEqual([]);
  expect(await other.owner.query(`select proname from pg_proc where proname like 'audit\\_%'`)).toEqual([]);
  await other.close();
});
