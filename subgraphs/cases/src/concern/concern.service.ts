import { isMember, type Member, type Viewer } from '@ura/access';
import { newId } from '@ura/database';
import { Conflict, Forbidden, NotFound } from '@ura/errors';
import { keyAfter, type Page, type PageArgs, pageOf } from '@ura/vocabulary';
import DataLoader from 'dataloader';
import type { EntityManager } from 'typeorm';
import type { CaseDesk } from '../case/case-desk.service';
import type { CaseFile } from '../file/case-file.service';
import { regionOrInvalid } from '../place/place.service';
import { Concern } from './concern.entity';
import type { ReportConcernInput, SettleConcernInput } from './concern.inputs';
import { goesOut, maySettle } from './concern.rules';

type Settled =
  | { readonly status: 'BECAME_CASE'; readonly caseId: string }
  | { readonly status: 'NO_CASE'; readonly noCaseReason: NonNullable<Concern['noCaseReason']> };

/**
 * Settles a concern, in the transaction of whatever settles it, and gives it as it was. Throws NotFound where
 * it is hidden, Conflict where it is settled.
 */
export const settleConcern = async (
  manager: EntityManager,
  viewer: Member,
  id: string,
  settled: Settled,
): Promise<Concern> => {
  const [held] = await manager.query('select from concern where id = $1 for no key update', [id]);
  const concern = held && (await manager.findOneBy(Concern, { id }));
  if (!concern) throw new NotFound();
  if (!maySettle(concern.status, settled.status)) throw new Conflict(`This concern is ${concern.status}.`);
  await manager.update(Concern, id, { ...settled, settledById: viewer.id, settledAt: () => 'now()' });
  return concern;
};

/** What third people said, before there is a case. */
export class ConcernService {
  private readonly concerns = new DataLoader((ids: readonly string[]) => this.found(ids));

  constructor(
    private readonly desk: CaseDesk,
    private readonly file: CaseFile,
    private readonly viewer: Viewer,
  ) {}

  /** Reports one. Whoever is not of those who take it up gets back that it was received, and no more, ever. */
  async report(input: ReportConcernInput): Promise<Concern> {
    const id = await this.desk.once('reportConcern', input, async (manager, viewer) => {
      const region = await regionOrInvalid(manager, input.regionCode, 'input.regionCode');
      const concernId = newId();
      // Written without asking anything back: most who report may not read it.
      await manager.query(
        `insert into concern (id, organisation_id, status, reporter_kind, reported_by_id,
             reported_by_organisation_id, session_id, region_code, indications, child, urgency)
           values ($1, $2, 'NEW', $3, $4, $5, $6, $7, $8, $9, $10)`,
        [
          concernId,
          input.organisationId,
          input.reporterKind,
          viewer.id,
          viewer.organisationId,
          input.sessionId ?? null,
          region.code,
          input.indications,
          input.child ?? null,
          input.urgency,
        ],
      );
      return concernId;
    });
    return (await this.concerns.load(id)) ?? Object.assign(new Concern(), { id, status: 'NEW' });
  }

  /** It becomes no case, and this is why. */
  async settle(input: SettleConcernInput): Promise<Concern> {
    const id = await this.desk.once('settleConcern', input, async (manager, viewer) => {
      const { concernId, reason: noCaseReason } = input;
      const settled = { status: 'NO_CASE', noCaseReason } as const;
      return (await settleConcern(manager, viewer, concernId, settled)).id;
    });
    const found = await this.concerns.clear(id).load(id);
    if (!found) throw new NotFound();
    return found;
  }

  /** Those that were reported to the viewer’s organisation, the latest first. */
  async visible(page: PageArgs): Promise<Page<Concern>> {
    const { viewer } = this;
    if (!isMember(viewer) || !goesOut(viewer, null)) throw new Forbidden();
    const after = keyAfter(page.after, 'moment', 'id');
    const [rows, [counted]] = await Promise.all([
      this.file.all(
        Concern,
        `select * from concern where organisation_id = $1
            and ($2::timestamptz is null or (reported_at, id) < ($2::timestamptz, $3::uuid))
          order by reported_at desc, id desc limit $4`,
        [viewer.organisationId, after?.[0] ?? null, after?.[1] ?? null, page.first + 1],
      ),
      this.file.rows<{ count: number }>(
        'select count(*)::int as count from concern where organisation_id = $1',
        [viewer.organisationId],
      ),
    ]);
    return pageOf(rows, page, ({ reportedAt, id }) => [reportedAt.toISOString(), id], counted!.count);
  }

  private async found(ids: readonly string[]): Promise<(Concern | null)[]> {
    const rows = await this.file.all(Concern, 'select * from concern where id = any($1)', [ids]);
    return ids.map(id => rows.find(row => row.id === id) ?? null);
  }
}
