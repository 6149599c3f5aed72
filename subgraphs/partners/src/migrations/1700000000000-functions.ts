import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Functions1700000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('create extension if not exists pg_trgm');
    // The same rule as isOpen in opening-hours.rules.ts, and proven equal to it.
    await runner.query(`
      create function is_open(schedule jsonb, country text, moment timestamptz) returns boolean
      language sql stable parallel safe as $$
        select exists (
          select from jsonb_array_elements(schedule) h
            cross join lateral (
              select moment at time zone case country when 'XK' then 'Europe/Belgrade' else 'Europe/Tirane' end
            ) l (here)
            cross join lateral (
              select to_char(l.here, 'HH24:MI') collate "C", to_char(l.here, 'FMDAY'),
                     to_char(l.here - interval '1 day', 'FMDAY'), (h ->> 'opens') collate "C",
                     (h ->> 'closes') collate "C"
            ) t (now, today, yesterday, opens, closes)
           where (jsonb_exists(h -> 'days', t.today) and t.now >= t.opens
                  and (t.closes <= t.opens or t.now < t.closes))
              or (t.closes <= t.opens and jsonb_exists(h -> 'days', t.yesterday) and t.now < t.closes))
      $$`);
    await runner.query(`
      create function distance_km(lat1 float8, lng1 float8, lat2 float8, lng2 float8) returns float8
      language sql immutable parallel safe as $$
        select 2 * 6371.0088 * asin(least(1, sqrt(
          sin(radians(lat2 - lat1) / 2) ^ 2
          + cos(radians(lat1)) * cos(radians(lat2)) * sin(radians(lng2 - lng1) / 2) ^ 2)))
      $$`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop function distance_km(float8, float8, float8, float8)');
    await runner.query('drop function is_open(jsonb, text, timestamptz)');
    await runner.query('drop extension pg_trgm');
  }
}
