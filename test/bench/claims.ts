import { randomUUID } from 'node:crypto';
import { Client } from 'pg';

/** Twice as many as the two countries have. */
export const SHELTERS = 12;
export const BEDS_EACH = 20;
const LIVE_SHARE = 0.6;
const ORGANISATION = randomUUID();

/** Ids of the shelters that were made; the first ones have free family units. */
export interface BenchData {
  readonly organisationId: string;
  readonly shelterId: string;
}

/**
 * Fills a shelters database with made-up houses, the same ones whatever the number of claims: six beds
 * in ten are taken now, and the rest of the claims are history, back to back on each bed.
 */
export const fill = async (ownerUrl: string, claims: number): Promise<BenchData> => {
  const client = new Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query(
      `insert into shelter (id, slug, organisation_id, country, region_code, name, kind, programmes, regime,
              risks, sexes, age_bands, situations, languages, licences, confirmed_at, demonstration)
       select gen_random_uuid(), 'bench-' || n, $1, 'AL', 'AL-' || lpad((n % 12 + 1)::text, 2, '0'), '{"en":"Bench"}', 'EMERGENCY',
              '{RESIDENTIAL}', 'SEMI_OPEN', '{LOW,MEDIUM}', '{FEMALE}',
              '{AGE_0_5,AGE_6_11,AGE_12_17,AGE_18_24,AGE_25_59}', '{}', '{sq}', '[]', now() + interval '1 day', true
         from generate_series(1, ${SHELTERS}) n`,
      [ORGANISATION],
    );
    await client.query(
      `insert into room (id, shelter_id, organisation_id, label, family_unit, accessible, ground_floor, cots)
       select gen_random_uuid(), s.id, s.organisation_id, 'r' || n, n <= 2, n = 1, n = 1, 1
         from shelter s, generate_series(1, 5) n where s.organisation_id = $1`,
      [ORGANISATION],
    );
    await client.query(
      `insert into bed (id, room_id, shelter_id, organisation_id, label)
       select gen_random_uuid(), r.id, r.shelter_id, r.organisation_id, r.label || '-' || n
         from room r, generate_series(1, ${BEDS_EACH / 5}) n where r.organisation_id = $1`,
      [ORGANISATION],
    );
    await client.query(
      `create temp table numbered as
       select id, shelter_id, row_number() over (partition by shelter_id order by label, id) as place,
              row_number() over (order by shelter_id, label, id) as number
         from bed where organisation_id = $1`,
      [ORGANISATION],
    );
    const live = Math.round(BEDS_EACH * LIVE_SHARE);
    await client.query(
      `insert into claim (id, bed_id, shelter_id, organisation_id, kind, stay_id, during)
       select gen_random_uuid(), id, shelter_id, $1, 'STAY', gen_random_uuid(), tstzrange(now() - interval '1 hour', null)
         from numbered where place > ${BEDS_EACH - live}`,
      [ORGANISATION],
    );
    const beds = SHELTERS * BEDS_EACH;
    const past = Math.max(0, claims - SHELTERS * live);
    await client.query(
      `insert into claim (id, bed_id, shelter_id, organisation_id, kind, stay_id, during)
       select gen_random_uuid(), b.id, b.shelter_id, $1, 'STAY', gen_random_uuid(),
              tstzrange(now() - interval '2 hours' - (n / ${beds} + 1) * interval '1 hour',
                        now() - interval '2 hours' - (n / ${beds}) * interval '1 hour')
         from generate_series(0, ${past - 1}) n join numbered b on b.number = n % ${beds} + 1`,
      [ORGANISATION],
    );
    await client.query('analyze');
    const { rows } = await client.query(
      'select id from shelter where organisation_id = $1 order by id limit 1',
      [ORGANISATION],
    );
    return { organisationId: ORGANISATION, shelterId: rows[0].id };
  } finally {
    await client.end();
  }
};

/** How many claims there are. */
export const count = async (ownerUrl: string): Promise<number> => {
  const client = new Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    const { rows } = await client.query('select count(*)::int as claims from claim');
    return rows[0].claims;
  } finally {
    await client.end();
  }
};
