import { isMember, type Viewer } from '@ura/access';
import { isId } from '@ura/database';
import { Forbidden, NotFound } from '@ura/errors';
import { keyAfter, type Page, pageOf } from '@ura/vocabulary';
import DataLoader from 'dataloader';
import type { CaseFile } from '../file/case-file.service';
import { isReceiver } from '../part/part.rules';
import { REFERRAL_STATUS } from './exchange.service';
import { Referral, type ReferralStatus } from './referral.entity';
import type { ReferralsArgs } from './referral.inputs';
import { isRecipient, liveReferrals, storedAs } from './referral.rules';

export const COLUMNS = `referral.*, ${REFERRAL_STATUS} as status_is`;

export interface Judged {
  readonly status_is: ReferralStatus;
}

const MINE = `to_organisation_id = $1 and (recipient_people = '{}' or $2 = any(recipient_people)) and not $2 = any(except_people)`;

/** Referrals, from either side: for the team of the case, and for those whom the recipient's consent names. */
export class ReferralService {
  private readonly referrals = new DataLoader(async (ids: readonly string[]) => {
    const found = await this.found(`select ${COLUMNS} from referral where id = any($1)`, [ids]);
    return ids.map(id => found.find(row => row.id === id) ?? null);
  });

  private readonly ofCases = new DataLoader(async (caseIds: readonly string[]) => {
    for (const id of caseIds) this.file.looksAt(id, 'TEAM');
    const found = await this.found(
      `select ${COLUMNS} from referral where case_id = any($1) order by sent_at desc, id desc`,
      [caseIds],
    );
    return caseIds.map(id => found.filter(({ caseId }) => caseId === id));
  });

  constructor(
    private readonly file: CaseFile,
    private readonly viewer: Viewer,
  ) {}

  /** Null where it is hidden, and where it is not. */
  async byId(id: string): Promise<Referral | null> {
    return isId(id) ? this.referrals.load(id.toLowerCase()) : null;
  }

  /** The referral as it is after it was changed. */
  async changed(id: string): Promise<Referral> {
    const found = await this.referrals.clear(id.toLowerCase()).load(id.toLowerCase());
    if (!found) throw new NotFound();
    return found;
  }

  of(caseId: string): Promise<Referral[]> {
    return this.ofCases.load(caseId);
  }

  /** A referral that came to the viewer; null for any other, those that the viewer sent among them. */
  async received(id: string): Promise<Referral | null> {
    const found = await this.byId(id);
    return found && isRecipient(this.viewer, found) ? found : null;
  }

  /** What came to the viewer and is under way. */
  async underWay(): Promise<string[]> {
    const { viewer } = this;
    if (!isMember(viewer)) return [];
    const rows = await this.file.rows<{ id: string }>(
      `select id from referral where ${MINE} and status = any($3)`,
      [viewer.organisationId, viewer.id, liveReferrals],
    );
    return rows.map(({ id }) => id);
  }

  /** The latest first. How many there are is told to nobody, since a consent may name others than the viewer. */
  async list({ box, statuses, ...page }: ReferralsArgs): Promise<Page<Referral>> {
    const { viewer } = this;
    if (!isMember(viewer) || (box === 'INBOX' && !isReceiver(viewer, null))) throw new Forbidden();
    const after = keyAfter(page.after, 'moment', 'id');
    const sees = viewer.roles.includes('SUPERVISOR') ? 'true' : 'case_id in (select my_cases())';
    // A referral within one organisation is in the box of the other side too.
    const sent = `from_organisation_id = $1 and ${sees} and case_parts(case_id) && array['TEAM'] and $2::uuid is not null`;
    const rows = await this.found(
      `select ${COLUMNS} from referral
        where ${box === 'INBOX' ? MINE : sent}
          and ($3::text[] is null or status = any($7) and ${REFERRAL_STATUS} = any($3))
          and ($4::timestamptz is null or (sent_at, id) < ($4::timestamptz, $5::uuid))
        order by sent_at desc, id desc limit $6`,
      [
        viewer.organisationId,
        viewer.id,
        statuses?.length ? statuses : null,
        after?.[0] ?? null,
        after?.[1] ?? null,
        page.first + 1,
        storedAs(statuses ?? []),
      ],
    );
    for (const row of rows) this.referrals.prime(row.id, row);
    return pageOf(rows, page, ({ sentAt, id }) => [sentAt.toISOString(), id]);
  }

  private async found(text: string, values: Parameters<CaseFile['rows']>[1]): Promise<Referral[]> {
    const rows = await this.file.allWith<Referral, Judged>(Referral, text, values);
    return rows.map(row => Object.assign(row, { status: row.status_is }));
  }
}
