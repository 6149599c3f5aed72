import { isMember, type Viewer } from '@ura/access';
import type { ScopedDatabase } from '@ura/database';
import { Forbidden } from '@ura/errors';
import { keyAfter, type Page, pageOf } from '@ura/vocabulary';
import type { EntityManager } from 'typeorm';
import { clock } from '../claim/claim.service';
import { isStaff } from '../shelter/shelter.rules';
import { BedRequest } from './bed-request.entity';
import type { BedRequestsArgs } from './bed-request.inputs';
import { effectiveRequestStatus } from './bed-request.rules';

const STATUS = `case when request.status = 'OFFERED' and request.answer_by <= :now then 'OPEN' else request.status end`;
// In whole milliseconds, as a cursor has it.
const SINCE = `date_trunc('milliseconds', request.created_at)`;

/**
 * Whether a shelter of the viewer's could take it: of a country that will do, in no place to avoid, and
 * with nobody in it whom they must not meet. Whoever could not is not shown the request at all: a
 * refusal to those who see their own free beds would say what must not be said.
 */
const OFFERABLE = `exists (
  select from shelter
   where shelter.organisation_id = :own
     and (request.country is null or request.country = shelter.country)
     and not exists (
       select from place where place.code = any(request.avoid_place_codes)
          and (place.code in (shelter.region_code, shelter.country) or place.parent_code = shelter.region_code))
     and shelter.id not in (select kept_apart_shelters(request.case_ref)))`;

export const isOfferable = (
  manager: EntityManager,
  { organisationId }: Viewer,
  requestId: string,
): Promise<boolean> =>
  manager
    .createQueryBuilder(BedRequest, 'request')
    .where({ id: requestId })
    .andWhere(OFFERABLE, { own: organisationId })
    .getExists();

export class BedRequestListService {
  constructor(
    private readonly database: ScopedDatabase,
    private readonly viewer: Viewer,
  ) {}

  /** Those that have waited longest come first. How many wait is for who asked alone. */
  list({ box, statuses, ...page }: BedRequestsArgs): Promise<Page<BedRequest>> {
    const { viewer } = this;
    if (!isMember(viewer) || (box === 'INBOX' && !isStaff(viewer, null))) throw new Forbidden();
    const after = keyAfter(page.after, 'moment', 'id');
    return this.database.run(async manager => {
      const now = await clock(manager);
      const own = { now, own: viewer.organisationId };
      const found = manager.createQueryBuilder(BedRequest, 'request').setParameters(own);
      if (box === 'OUTBOX') found.where('request.organisation_id = :own');
      else
        found.where(`(request.offered_by_organisation_id = :own or (${STATUS} = 'OPEN' and ${OFFERABLE}))`);
      if (statuses) found.andWhere(`${STATUS} = any(:statuses)`, { statuses });
      const totalCount = box === 'OUTBOX' ? await found.getCount() : null;
      if (after)
        found.andWhere(`(${SINCE}, request.id) > (:at::timestamptz, :id::uuid)`, {
          at: after[0],
          id: after[1],
        });
      const rows = await found
        .orderBy(SINCE)
        .addOrderBy('request.id')
        .limit(page.first + 1)
        .getMany();
      const keyOf = ({ createdAt, id }: BedRequest) => [createdAt.toISOString(), id];
      const shown = rows.map(row => Object.assign(row, { status: effectiveRequestStatus(row, now) }));
      return pageOf(shown, page, keyOf, totalCount);
    });
  }
}
