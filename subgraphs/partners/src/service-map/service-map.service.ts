import type { Viewer } from '@ura/access';
import type { ScopedDatabase } from '@ura/database';
import { ServiceCategory } from '../service-type/service-type.entity';
import type { ServiceCoverage } from './service-map.entity';
import type { ServiceMapArgs } from './service-map.inputs';

export class ServiceMapService {
  constructor(
    private readonly database: ScopedDatabase,
    readonly viewer: Viewer,
  ) {}

  /**
   * Every place of a level with every category, in one statement. A service covers the places that it
   * names and all that lies in them; only active ones count. A place within another that the same service
   * names is left out, so that around any place a service stands once and can be counted beforehand.
   */
  coverage({ country, level, categories }: ServiceMapArgs): Promise<ServiceCoverage[]> {
    const asked = categories?.length ? [...new Set(categories)] : Object.keys(ServiceCategory);
    return this.database.run(manager =>
      manager.query(
        `with offered as (
           select a.place_id, t.category, s.organisation_id, count(*) as services
             from service_area a
             join place p on p.id = a.place_id
             join service s on s.id = a.service_id and s.status = 'ACTIVE'
             join service_type t on t.code = s.type_code
            where not exists (
              select from service_area wider
               where wider.service_id = a.service_id and wider.place_id <> a.place_id
                 and wider.place_id = any (p.chain))
            group by a.place_id, t.category, s.organisation_id)
         select p.id as "placeId", c.category,
                coalesce(sum(o.services), 0)::int as services,
                count(distinct o.organisation_id)::int as organisations,
                count(o.services) = 0 as gap
           from place p
           cross join unnest($2::text[]) with ordinality as c (category, position)
           cross join unnest(p.chain) as around (id)
           left join offered o on o.place_id = around.id and o.category = c.category
          where p.level = $1 and ($3::text is null or p.country = $3)
          group by p.id, p.code, c.category, c.position
          order by p.code, c.position`,
        [level, asked, country ?? null],
      ),
    );
  }
}
