import { isMember, type Viewer } from '@ura/access';
import type { ScopedDatabase } from '@ura/database';
import { Forbidden } from '@ura/errors';
import { keyAfter, type Page, pageOf } from '@ura/vocabulary';
import { clock } from '../claim/claim.service';
import { isStaff } from '../shelter/shelter.rules';
import { BedHold } from './hold.entity';
import { asOf } from './hold.service';
import type { BedHoldsArgs } from './hold-list.inputs';

const STATUS = `case when hold.status = 'HELD' and hold.expires_at <= :now then 'EXPIRED' else hold.status end`;

/** The holds of an organisation, from either side, the newest first. */
export class HoldListService {
  constructor(
    private readonly database: ScopedDatabase,
    private readonly viewer: Viewer,
  ) {}

  list({ box, statuses, ...page }: BedHoldsArgs): Promise<Page<BedHold>> {
    const { viewer } = this;
    if (!isMember(viewer) || (box === 'INBOX' && !isStaff(viewer, null))) throw new Forbidden();
    const after = keyAfter(page.after, 'moment', 'id');
    const side = box === 'INBOX' ? 'organisation_id' : 'requested_by_organisation_id';
    return this.database.run(async manager => {
      const now = await clock(manager);
      const found = manager
        .createQueryBuilder(BedHold, 'hold')
        .where(`hold.${side} = :organisationId`, { organisationId: viewer.organisationId });
      if (statuses?.length) found.andWhere(`${STATUS} in (:...statuses)`, { now, statuses });
      const totalCount = await found.getCount();
      if (after) {
        found.andWhere('(hold.held_at, hold.id) < (:heldAt::timestamptz, :id::uuid)', {
          heldAt: after[0],
          id: after[1],
        });
      }
      const rows = await found
        .orderBy('hold.held_at', 'DESC')
        .addOrderBy('hold.id', 'DESC')
        .limit(page.first + 1)
        .getMany();
      const keyOf = ({ heldAt, id }: BedHold) => [heldAt.toISOString(), id];
      return pageOf(
        rows.map(row => asOf(row, now)),
        page,
        keyOf,
        totalCount,
      );
    });
  }
}
