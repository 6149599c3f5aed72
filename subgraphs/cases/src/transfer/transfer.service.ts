import { isMember, type Viewer } from '@ura/access';
import { Forbidden, NotFound } from '@ura/errors';
import { keyAfter, type Page, pageOf } from '@ura/vocabulary';
import DataLoader from 'dataloader';
import type { CaseFile } from '../file/case-file.service';
import { isReceiver } from '../part/part.rules';
import { TRANSFER_STATUS } from '../referral/exchange.service';
import { Transfer, type TransferStatus } from './transfer.entity';
import type { TransfersArgs } from './transfer.inputs';

const COLUMNS = `transfer.*, ${TRANSFER_STATUS} as status_is`;

/** Offers of whole cases, from either side. */
export class TransferService {
  private readonly ofCases = new DataLoader(async (caseIds: readonly string[]) => {
    for (const id of caseIds) this.file.looksAt(id, 'TEAM');
    const found = await this.found(
      `select ${COLUMNS} from transfer where case_id = any($1) or continued_by_id = any($1)
        order by offered_at desc, id desc`,
      [caseIds],
    );
    return caseIds.map(id => found.filter(row => row.caseId === id || row.continuedById === id));
  });

  constructor(
    private readonly file: CaseFile,
    private readonly viewer: Viewer,
  ) {}

  /** Those by which a case left or is to leave, and the one by which it came. */
  of(caseId: string): Promise<Transfer[]> {
    return this.ofCases.load(caseId);
  }

  /** The transfer as it is after it was changed. */
  async changed(id: string): Promise<Transfer> {
    const [found] = await this.found(`select ${COLUMNS} from transfer where id = $1`, [id]);
    if (!found) throw new NotFound();
    return found;
  }

  /** The case of the viewer's own side: the former owner's has ended, the recipient's goes on. */
  caseOf({ caseId, continuedById, toOrganisationId }: Transfer): string {
    return continuedById && this.viewer.organisationId === toOrganisationId ? continuedById : caseId;
  }

  /** The latest first. How many there are is told to nobody, since a consent may name others than the viewer. */
  async list({ box, ...page }: TransfersArgs): Promise<Page<Transfer>> {
    const { viewer } = this;
    if (!isMember(viewer) || (box === 'INBOX' && !isReceiver(viewer, null))) throw new Forbidden();
    const after = keyAfter(page.after, 'moment', 'id');
    const sees = viewer.roles.includes('SUPERVISOR') ? 'true' : 'case_id in (select my_cases())';
    const side = box === 'INBOX' ? 'to_organisation_id = $1' : `from_organisation_id = $1 and ${sees}`;
    const rows = await this.found(
      `select ${COLUMNS} from transfer
        where ${side} and ($2::timestamptz is null or (offered_at, id) < ($2::timestamptz, $3::uuid))
        order by offered_at desc, id desc limit $4`,
      [viewer.organisationId, after?.[0] ?? null, after?.[1] ?? null, page.first + 1],
    );
    if (box === 'OUTBOX') for (const { caseId } of rows) this.file.looksAt(caseId, 'TEAM');
    await this.file.leaveLines();
    return pageOf(rows, page, ({ offeredAt, id }) => [offeredAt.toISOString(), id]);
  }

  private async found(text: string, values: Parameters<CaseFile['rows']>[1]): Promise<Transfer[]> {
    const rows = await this.file.allWith<Transfer, { readonly status_is: TransferStatus }>(
      Transfer,
      text,
      values,
    );
    return rows.map(row => Object.assign(row, { status: row.status_is }));
  }
}
