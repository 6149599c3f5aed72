import { readFileSync } from 'node:fs';
import path from 'node:path';
import { member } from '@ura/testkit';
import { loadFirstData } from './first-data';
import { FIRST_DATA, mutate, type Stage, stage, worker } from './testing';

let on: Stage;
beforeAll(async () => {
  on = await stage();
});
afterAll(() => on.end());

const file = (name: string) => JSON.parse(readFileSync(path.join(FIRST_DATA, name), 'utf8'));

const counted = async () =>
  Object.fromEntries(
    await Promise.all(
      ['place', 'shelter', 'shelter_address', 'room', 'bed', 'on_call_shift'].map(async table => {
        const ids = file('shelters.json').map(({ id }: { id: string }) => id);
        const of = table === 'place' ? 'true' : `${table === 'shelter' ? 'id' : 'shelter_id'} = any($1)`;
        const values = table === 'place' ? [] : [ids];
        const [{ rows }] = await on.owner.query(
          `select count(*)::int as rows from ${table} where ${of}`,
          values,
        );
        return [table, rows];
      }),
    ),
  );

test('loads all places, shelters, beds and phones of the files, and loading twice changes nothing', async () => {
  const shelters: { rooms: { beds: unknown[] }[]; onCall: unknown[] }[] = file('shelters.json');
  const rooms = shelters.flatMap(shelter => shelter.rooms);
  const before = await counted();
  expect(before).toEqual({
    place: file('places.json').length,
    shelter: shelters.length,
    shelter_address: shelters.length,
    room: rooms.length,
    bed: rooms.flatMap(room => room.beds).length,
    on_call_shift: shelters.flatMap(shelter => shelter.onCall).length,
  });
  await on.owner.transaction(manager => loadFirstData(manager, FIRST_DATA));
  expect(await counted()).toEqual(before);
});

test('what people changed since stays as they changed it', async () => {
  const [{ id, organisationId }] = await on.owner.query(
    `select id, organisation_id as "organisationId" from shelter where slug = 'feneri'`,
  );
  const manager = member({ roles: ['SHELTER_MANAGER'], organisationId });
  await mutate(on.client, manager, 'changeShelter', { shelterId: id, languages: ['sq', 'it'] });
  await on.owner.transaction(each => loadFirstData(each, FIRST_DATA));
  const { data } = await on.client.ask(worker(), `{ shelter(id: "${id}") { languages demonstration } }`);
  expect(data.shelter).toEqual({ languages: ['sq', 'it'], demonstration: true });
});

test('PVPT’s centre takes low and medium risk, is semi-open, residential and daily', async () => {
  const { data } = await on.client.ask(
    worker(),
    '{ shelters(filter: { programme: DAILY }) { edges { node { name { sq } regime programmes accepts { risks } } } } }',
  );
  expect(data.shelters.edges.map(({ node }: { node: object }) => node)).toContainEqual({
    name: { sq: 'Bliri' },
    regime: 'SEMI_OPEN',
    programmes: ['RESIDENTIAL', 'DAILY'],
    accepts: { risks: ['LOW', 'MEDIUM'] },
  });
});
