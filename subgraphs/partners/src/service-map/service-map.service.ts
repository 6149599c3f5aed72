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
   * names and all that lies in them; only active ones count.
   */
  coverage({ country, level, categories }: ServiceMapArgs): Promise<ServiceCoverage[]> {
    const asked = categories?.length ? [...new Set(categories)] : Object.keys(ServiceCategory);
    return this.database.run(manager =>
      manager.query(
        `with covered as (
           select p.id as place_id, t.category, s.id, s.organisation_id
             from place p
             cross join unnest(p.chain) as around (id)
             join service_area a on a.place_id = around.id
             join service s on s.id = a.service_id and s.status = 'ACTIVE'
             join service_type t on t.code = s.type_code
            where p.level = $1)
         select p.id as "placeId", c.category,
                count(distinct v.id)::int as services,
                count(distinct v.organisation_id)::int as organisations,
                count(v.id) = 0 as gap
           from place p
           cross join unnest($2::text[]) with ordinality as c (category, position)
           left join covered v on v.place_id = p.id and v.category = c.category
          where p.level = $1 and ($3::text is null or p.country = $3)
          group by p.id, p.code, c.category, c.position
          order by p.code, c.position`,
        [level, asked, country ?? null],
      ),
    );
  }
}
