import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Search1700000000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const table of ['service', 'organisation']) {
      await runner.query(
        `create index ${table}_search_text on ${table} using gin (search_text gin_trgm_ops)`,
      );
    }
    // What may be known of where a location is: itself when it is public, otherwise its region, or its
    // country. Nothing that looks for places reads the table of locations itself.
    await runner.query(`
      create view shown_location as
        select l.id, l.visibility, p.id as place_id,
               case l.visibility when 'PUBLIC' then coalesce(l.latitude, p.latitude) else p.latitude end as latitude,
               case l.visibility when 'PUBLIC' then coalesce(l.longitude, p.longitude) else p.longitude end as longitude
          from location l join place here on here.id = l.place_id
          cross join lateral (
            select p.* from place p
             where p.id = any (here.chain) and (l.visibility = 'PUBLIC' or p.level <> 'MUNICIPALITY')
             order by cardinality(p.chain) desc limit 1) p`);
    // The points from which distances to a service are taken.
    await runner.query(`
      create view service_centre as
        select s.id as service_id, l.latitude, l.longitude
          from service s join shown_location l on l.id = s.location_id
        union all
        select s.id, p.latitude, p.longitude
          from service s join service_area a on a.service_id = s.id join place p on p.id = a.place_id
         where s.location_id is null`);
    // The places by whose names a service is found; of a hidden location, none.
    await runner.query(`
      create view known_place as
        select a.service_id, a.place_id from service_area a
        union
        select s.id, l.place_id from service s join shown_location l on l.id = s.location_id
         where l.visibility <> 'HIDDEN'`);
    await runner.query(`
      create function change_is_kept() returns trigger language plpgsql as $$
        begin raise exception 'a change is kept as it was written'; end $$`);
    await runner.query(`
      create trigger change_is_kept before update or delete on change
        for each row execute function change_is_kept()`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop trigger change_is_kept on change');
    await runner.query('drop function change_is_kept()');
    await runner.query('drop view known_place, service_centre, shown_location');
    await runner.query('drop index organisation_search_text, service_search_text');
  }
}
