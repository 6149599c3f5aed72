import type { Member } from '@ura/access';
import { newId } from '@ura/database';
import {
  caseManager,
  codeOf,
  colleague,
  done,
  fieldOf,
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

const WANTED = '{ possibleMatches { contact { id } foundAt } }';
const find = (viewer: Member, caseId: string) =>
  mutate(it.client, viewer, 'findPossibleMatches', onCase(caseId), WANTED);
const matchesOf = async (viewer: Member, caseId: string) => {
  const { data } = await it.client.ask(viewer, `query ($id: ID!) { case(id: $id) ${WANTED} }`, {
    id: caseId,
  });
  return data.case.possibleMatches.map(({ contact }: { contact: { id: string } }) => contact.id);
};

const consentTo = async (caseId: string, recipientId: string, purposes = ['DEDUP'], days = 30) => {
  const id = newId();
  await it.owner.query(
    `insert into consent (id, case_id, recipient_id, purposes, bundles, granted_on, valid_to, text_version, language)
     values ($1, $2, $3, $4, '{}', now()::date - 40, now()::date + $5::int, '1', 'sq')`,
    [id, caseId, recipientId, purposes, days],
  );
  return id;
};

const NAME = { givenName: 'Gjorgje', familyName: 'Demo-Hoxha', born: { year: 1991, month: 5, day: 7 } };
const SAME = { givenName: 'Ђорђе', familyName: 'Демо Хоџа', born: { year: 1991, month: 5, day: 7 } };

const known = async (identity: object) => {
  const worker = caseManager();
  const caseId = await openCase(it.client, worker);
  await done(mutate(it.client, worker, 'recordIdentity', onCase(caseId, identity)));
  return { worker, caseId };
};

/** Two organisations that know the same person, each with her consent to be compared with the other. */
const both = async (other: object = SAME) => {
  const [here, there] = [await known(NAME), await known(other)];
  const consentHere = await consentTo(here.caseId, there.worker.organisationId);
  const consentThere = await consentTo(there.caseId, here.worker.organisationId);
  return { here, there, consentHere, consentThere };
};

const tokens = (caseId: string): Promise<{ token: string }[]> =>
  it.owner.query('select token from dedup_token where case_id = $1', [caseId]);

test('P37 P39 both sides learn whom to talk to, in whatever spelling her name is written, and nothing else', async () => {
  const { here, there } = await both();
  expect((await done(find(there.worker, there.caseId))).possibleMatches).toEqual([]);
  const found = await done(find(here.worker, here.caseId));
  expect(found.possibleMatches).toMatchObject([{ contact: { id: there.worker.organisationId } }]);
  expect(await matchesOf(there.worker, there.caseId)).toEqual([here.worker.organisationId]);
  const lines = ({ worker, caseId }: typeof here) =>
    it.owner.query(
      `select from audit.entry where organisation_id = $1 and subject_id = $2 and action = 'MATCH'`,
      [worker.organisationId, caseId],
    );
  expect(await lines(here)).toHaveLength(1);
  // Its own search, and the one that found it.
  expect(await lines(there)).toHaveLength(2);
  const none = await it.client.ask(here.worker, 'query ($id: ID!) { case(id: $id) { id } }', {
    id: there.caseId,
  });
  expect(none.data.case).toBeNull();
});

test('P35 without a consent for DEDUP nobody is compared', async () => {
  const { worker, caseId } = await known(NAME);
  const recipient = newId();
  expect(codeOf(await find(worker, caseId))).toBe('CONFLICT');
  await consentTo(caseId, recipient, ['SHELTER']);
  await consentTo(caseId, recipient, ['DEDUP'], -1);
  expect(codeOf(await find(worker, caseId))).toBe('CONFLICT');
  const past = it.database
    .as(worker)
    .run(manager =>
      manager.query(`select compare_survivor($1, id, '{1.x}', '{1.x}') from consent where case_id = $1`, [
        caseId,
      ]),
    );
  await expect(past).rejects.toThrow('No consent allows');
  expect(await tokens(caseId)).toEqual([]);
});

test('P35 a consent there that has run out compares nobody, before its tokens are gone', async () => {
  const { here, there, consentThere } = await both();
  await done(find(there.worker, there.caseId));
  await it.owner.query(`update consent set valid_to = now()::date - 2 where id = $1`, [consentThere]);
  expect(await tokens(there.caseId)).not.toEqual([]);
  expect((await done(find(here.worker, here.caseId))).possibleMatches).toEqual([]);
});

test('P35 a consent for one organisation compares with no other, and both must consent', async () => {
  const [here, there] = [await known(NAME), await known(SAME)];
  await consentTo(here.caseId, there.worker.organisationId);
  await consentTo(there.caseId, newId());
  await done(find(there.worker, there.caseId));
  expect((await done(find(here.worker, here.caseId))).possibleMatches).toEqual([]);
  expect(await matchesOf(there.worker, there.caseId)).toEqual([]);
});

test('P37 organisations that ask at the same moment do not miss each other', async () => {
  const { here, there, consentHere, consentThere } = await both();
  const compare = ({ worker, caseId }: typeof here, consentId: string, meanwhile = async () => {}) =>
    it.database.as(worker).run(async manager => {
      await manager.query('select compare_survivor($1, $2, $3, $3)', [caseId, consentId, ['1.same']]);
      await meanwhile();
    });
  let isOver = false;
  let second: Promise<unknown> = Promise.resolve();
  const isWaiting = async () => {
    const waiting = await it.owner.query(
      `select from pg_locks join pg_database on pg_database.oid = database
        where locktype = 'advisory' and not granted and datname = current_database()`,
    );
    return waiting.length > 0;
  };
  await compare(here, consentHere, async () => {
    second = compare(there, consentThere).finally(() => {
      isOver = true;
    });
    while (!isOver && !(await isWaiting()));
  });
  await second;
  expect(await matchesOf(here.worker, here.caseId)).toEqual([there.worker.organisationId]);
  expect(await matchesOf(there.worker, there.caseId)).toEqual([here.worker.organisationId]);
});

test('P37 a case is no match of itself, where her consent names its own organisation', async () => {
  const { worker, caseId } = await known(NAME);
  await consentTo(caseId, worker.organisationId);
  expect((await done(find(worker, caseId))).possibleMatches).toEqual([]);
});

test('another birth date is another person', async () => {
  const { here, there } = await both({ ...SAME, born: { year: 1991, month: 5, day: 8 } });
  await done(find(there.worker, there.caseId));
  expect((await done(find(here.worker, here.caseId))).possibleMatches).toEqual([]);
});

test('P36 a token is keyed, and no service reads one', async () => {
  const { here, there } = await both();
  await done(find(here.worker, here.caseId));
  await done(find(there.worker, there.caseId));
  expect((await tokens(here.caseId)).map(({ token }) => token)).toEqual(
    expect.arrayContaining((await tokens(there.caseId)).map(({ token }) => token)),
  );
  const read = await it.database.as(here.worker).run(manager => manager.query('select * from dedup_token'));
  expect(read).toEqual([]);
});

test.each(['withdrawn_at', 'superseded_at'])('P38 %s deletes the tokens at once', async column => {
  const { here, there, consentThere } = await both();
  await done(find(there.worker, there.caseId));
  expect(await tokens(there.caseId)).not.toEqual([]);
  await it.owner.query(`update consent set ${column} = now() where id = $1`, [consentThere]);
  expect(await tokens(there.caseId)).toEqual([]);
  expect((await done(find(here.worker, here.caseId))).possibleMatches).toEqual([]);
});

test('P44 a correction of her name deletes the tokens of the former', async () => {
  const { here } = await both();
  await done(find(here.worker, here.caseId));
  await done(mutate(it.client, here.worker, 'recordIdentity', onCase(here.caseId, { givenName: 'Demo' })));
  expect(await tokens(here.caseId)).toEqual([]);
});

test('P37 twenty times a day, those that were refused included', async () => {
  const { worker, caseId } = await known(NAME);
  for (let time = 0; time < 20; time++) expect(codeOf(await find(worker, caseId))).toBe('CONFLICT');
  const limited = await find(worker, caseId);
  expect(codeOf(limited)).toBe('LIMITED');
  expect(Date.parse(String(limited.errors?.[0]?.extensions?.retryAt))).toBeGreaterThan(Date.now());
  expect(codeOf(await find(colleague(worker, 'CASE_MANAGER'), caseId))).toBe('NOT_FOUND');
});

test('P37 a hundred times a day for all the workers of an organisation', async () => {
  const { worker, caseId } = await known(NAME);
  await it.owner.query(
    `insert into match_search (id, organisation_id, worker_id)
     select gen_random_uuid(), $1, gen_random_uuid() from generate_series(1, 99)`,
    [worker.organisationId],
  );
  expect([codeOf(await find(worker, caseId)), codeOf(await find(worker, caseId))]).toEqual([
    'CONFLICT',
    'LIMITED',
  ]);
});

test('P37 who does not work on who she is compares nobody', async () => {
  const { here } = await both();
  expect(codeOf(await find(colleague(here.worker, 'SUPERVISOR'), here.caseId))).toBe('FORBIDDEN');
  await expect(
    it.database
      .as(colleague(here.worker, 'SUPERVISOR'))
      .run(manager =>
        manager.query('select compare_survivor($1, (select id from consent where case_id = $1), $2, $2)', [
          here.caseId,
          ['1.x'],
        ]),
      ),
  ).rejects.toThrow();
});

test('without a birth date nobody is compared', async () => {
  const { worker, caseId } = await known({ givenName: 'Demo' });
  await consentTo(caseId, newId());
  const answer = await find(worker, caseId);
  expect([codeOf(answer), fieldOf(answer)]).toEqual(['INVALID', 'input.caseId']);
});
