import { readFileSync } from 'node:fs';
import path from 'node:path';
import { anonymous } from '@ura/testkit';
import type { Count, PartialDate } from '@ura/vocabulary';
import type { Figure } from './figure/figure.entity';
import { loadFirstData } from './first-data';
import type { Programme } from './programme/programme.entity';
import { partners } from './subgraph';
import { type Directory, FIRST_DATA, openDirectory } from './testing';

let directory: Directory;
beforeAll(async () => {
  directory = await openDirectory();
});
afterAll(() => directory.close());

const ask = async (query: string) => {
  const { data, errors } = await directory.ask(anonymous, query);
  expect(errors).toBeUndefined();
  return data;
};

interface Unit {
  readonly code: string;
  readonly region: { readonly code: string };
  readonly since: PartialDate;
}

interface Kept {
  readonly memberships: readonly { readonly level: string }[];
  readonly agreements: readonly {
    readonly kind: string;
    readonly signed: PartialDate | null;
    readonly parties: readonly { readonly slug: string }[];
  }[];
  readonly advocacy: readonly {
    readonly kind: string;
    readonly on: PartialDate | null;
    readonly addressedTo: { readonly slug: string } | null;
  }[];
}

const file = (name: string): { readonly id: string }[] =>
  JSON.parse(readFileSync(path.join(FIRST_DATA, `${name}.json`), 'utf8'));

test('there are 12 regions and 61 municipalities of Albania, 7 and 38 of Kosovo', async () => {
  const data = await ask(`{
    a: places(country: AL, level: REGION) { totalCount } b: places(country: AL, level: MUNICIPALITY) { totalCount }
    c: places(country: XK, level: REGION) { totalCount } d: places(country: XK, level: MUNICIPALITY) { totalCount } }`);
  expect([data.a, data.b, data.c, data.d].map(({ totalCount }) => totalCount)).toEqual([12, 61, 7, 38]);
});

test('there are the 24 service types, and Vatra offers one of each', async () => {
  const data = await ask(`{ serviceTypes { code category }
    organisation(slug: "vatra") { services(first: 100) { edges { node { type { code } } } } } }`);
  const codes = Array.from({ length: 24 }, (_, n) => `VS${String(n + 1).padStart(2, '0')}`);
  expect(data.serviceTypes.map((type: { code: string }) => type.code)).toEqual(codes);
  const offered = data.organisation.services.edges.map(
    ({ node }: { node: { type: { code: string } } }) => node.type.code,
  );
  expect([...new Set(offered)].sort()).toEqual(codes);
});

test('the five mobile units have dates exactly as precise as their source', async () => {
  const { mobileUnits } = await ask(`{ mobileUnits {
    code teamSize region { code } since { year month day } policeAgreement { kind parties { slug } } phones { number } } }`);
  expect(mobileUnits.map(({ code, region, since }: Unit) => [code, region.code, since])).toEqual([
    ['MU-BERAT', 'AL-01', { year: 2020, month: null, day: null }],
    ['MU-DIBER', 'AL-09', { year: 2020, month: null, day: null }],
    ['MU-DURRES', 'AL-02', { year: 2020, month: null, day: null }],
    ['MU-LEZHE', 'AL-08', { year: 2022, month: 5, day: null }],
    ['MU-VLORE', 'AL-12', { year: 2013, month: null, day: null }],
  ]);
  expect(mobileUnits[0].policeAgreement).toEqual({
    kind: 'POLICE_MOU',
    parties: [{ slug: 'vatra' }, { slug: 'police-berat' }],
  });
});

test('PVPT’s 552 and 285 people make the 837 that it publishes', async () => {
  const { organisation } = await ask(`{ organisation(slug: "pvpt") {
    programmes { beneficiaries { value qualifier } } figures { count { value qualifier } } } }`);
  const exact = (counts: readonly (Count | null)[]) =>
    counts.flatMap(count => (count?.qualifier === 'EXACT' ? [count.value] : []));
  const helped = exact(organisation.programmes.map((programme: Programme) => programme.beneficiaries));
  expect(helped).toEqual([552, 285]);
  expect(exact(organisation.figures.map((figure: Figure) => figure.count))).toEqual([
    helped[0]! + helped[1]!,
  ]);
});

test('networks have the level, and agreements the parties and dates, that the sources give', async () => {
  const { vatra, pvpt } =
    await ask(`{ vatra: organisation(slug: "vatra") { ...all } pvpt: organisation(slug: "pvpt") { ...all } }
    fragment all on Organisation { memberships { level network { slug } } agreements { kind signed { year month day } parties { slug } }
      advocacy { kind addressedTo { slug } on { year month day } } }`);
  const reaching = ({ memberships }: Kept, wanted: string) =>
    memberships.filter(({ level }) => level === wanted).length;
  const levels = ['LOCAL', 'NATIONAL', 'CENTRAL', 'INTERNATIONAL'];
  expect(levels.map(level => reaching(vatra, level))).toEqual([2, 5, 0, 5]);
  expect(levels.map(level => reaching(pvpt, level))).toEqual([1, 2, 2, 1]);
  const { agreements, advocacy }: Kept = vatra;
  const nrm = agreements.find(({ kind }) => kind === 'NRM')!;
  expect(nrm.signed).toEqual({ year: 2005, month: null, day: null });
  expect(nrm.parties).toHaveLength(7);
  const police = agreements.filter(({ kind }) => kind === 'POLICE_MOU');
  expect(police.map(({ parties, signed }) => [parties[1]!.slug, signed]).sort()).toEqual(
    ['berat', 'diber', 'durres', 'lezhe', 'vlore'].map(region => [`police-${region}`, null]),
  );
  const councils = advocacy.filter(({ kind }) => kind === 'MUNICIPAL_COUNCIL');
  expect(councils.map(({ addressedTo }) => addressedTo!.slug).sort()).toEqual(
    ['berat', 'fier', 'himare', 'kucove', 'selenice', 'vlore'].map(name => `municipality-${name}`),
  );
  expect(advocacy.flatMap(({ on }) => (on ? [on] : []))).toEqual([
    { year: 2018, month: 8, day: 29 },
    { year: 2020, month: 4, day: 10 },
  ]);
});

test('everything that the files say is there', async () => {
  for (const { name, slug } of [
    { name: 'organisations', slug: 'organisation' },
    { name: 'services', slug: 'service' },
    { name: 'programmes', slug: 'programme' },
    { name: 'figures', slug: 'figure' },
    { name: 'locations', slug: 'location' },
    { name: 'phones', slug: 'phone' },
    { name: 'memberships', slug: 'membership' },
    { name: 'agreements', slug: 'agreement' },
    { name: 'publications', slug: 'publication' },
    { name: 'advocacy', slug: 'advocacy_activity' },
    { name: 'commitments', slug: 'commitment' },
  ]) {
    const ids = file(name).map(({ id }) => id);
    const [{ count }] = await directory.owner.query(`select count(*)::int from ${slug} where id = any ($1)`, [
      ids,
    ]);
    expect([name, count]).toEqual([name, ids.length]);
  }
});

test('the whole of an organisation can be read without signing in', async () => {
  const { organisation } = await ask(`{ organisation(slug: "vatra") {
    name { text(language: "sq") } mission { en } founded { year month } phones { number kind label { en } }
    memberships { level network { slug } } agreements { kind parties { slug } } mobileUnits { code }
    publications { title { en } publishedFrom { year } } advocacy { kind forum { en } addressedTo { slug } }
    programmes { name { en } fundedBy { slug } } demonstration } }`);
  expect(organisation.name.text).toBe('Qendra Psiko-Sociale “Vatra”');
  expect(organisation.mobileUnits).toHaveLength(5);
  expect(organisation.publications).toHaveLength(3);
  expect(organisation.demonstration).toBe(false);
});

test('loading twice changes nothing, and brings back nothing that people changed', async () => {
  const { owner } = directory;
  const counts = () =>
    Promise.all(
      partners.entities.map(async entity => [
        owner.getMetadata(entity).tableName,
        await owner.manager.count(entity),
      ]),
    );
  const mission = { en: 'Changed in the hub' };
  const [vatra, shelter] = [file('organisations')[0]!.id, file('services')[0]!.id];
  const [kept] = await owner.query('select mission from organisation where id = $1', [vatra]);
  await owner.query('update organisation set mission = $2 where id = $1', [vatra, mission]);
  await owner.query('delete from service_area where service_id = $1', [shelter]);
  const before = await counts();
  await owner.transaction(manager => loadFirstData(manager, FIRST_DATA));
  expect(await counts()).toEqual(before);
  const [row] = await owner.query('select mission from organisation where id = $1', [vatra]);
  expect(row.mission).toEqual(mission);
  await owner.query('update organisation set mission = $2 where id = $1', [vatra, kept.mission]);
  await owner.query(`insert into service_area select $1, id from place where code = 'AL'`, [shelter]);
});
