import { isMember, type Viewer } from '@ura/access';
import { Forbidden } from '@ura/errors';
import { keyAfter, type Page, pageOf } from '@ura/vocabulary';
import type { CaseFile } from '../file/case-file.service';
import type { Notice } from './notice.entity';
import type { NoticesArgs } from './notice.inputs';
import { takesNotices, waitsFor } from './notice.rules';
import type { NoticeService } from './notice.service';

const STATUS = `case when status in ('DUE', 'SENT') and overdue_at <= now() then 'OVERDUE' else status end`;
// The policies say the same; said here, the few are found without looking at all.
const OF_MY_CASES = 'case_id = any(array(select my_cases()))';
// So many a stream knows from its beginning; of older ones it tells again.
const REMEMBERED = 200;

/** Notices of an organisation, from either side, the latest first. */
export class NoticeListService {
  constructor(
    private readonly file: CaseFile,
    private readonly notices: NoticeService,
    private readonly viewer: Viewer,
  ) {}

  /** An inbox is seen whole, and so counted; of an outbox nobody knows that they see all. */
  async list({ box, statuses, ...page }: NoticesArgs): Promise<Page<Notice>> {
    const { viewer } = this;
    if (!isMember(viewer) || (box === 'INBOX' && !takesNotices(viewer, null))) throw new Forbidden();
    const after = keyAfter(page.after, 'moment', 'id');
    const key = box === 'INBOX' ? 'sent_at' : 'due_at';
    const isMine =
      box === 'INBOX'
        ? 'recipient_id = $1 and sent_at is not null'
        : `organisation_id = $1 and ${viewer.roles.includes('SUPERVISOR') ? 'true' : OF_MY_CASES}`;
    const chosen = `${isMine} and ($2::text[] is null or ${STATUS} = any($2))`;
    const which = [viewer.organisationId, statuses?.length ? statuses : null];
    const [rows, counted] = await Promise.all([
      this.file.rows<{ id: string; at: Date }>(
        `select id, ${key} as at from notice
          where ${chosen} and ($3::timestamptz is null or (${key}, id) < ($3::timestamptz, $4::uuid))
          order by ${key} desc, id desc limit $5`,
        [...which, after?.[0] ?? null, after?.[1] ?? null, page.first + 1],
      ),
      box === 'INBOX'
        ? this.file.rows<{ count: number }>(
            `select count(*)::int as count from notice where ${chosen}`,
            which,
          )
        : [],
    ]);
    const keys = pageOf(rows, page, ({ at, id }) => [at.toISOString(), id], counted[0]?.count ?? null);
    const shown = await Promise.all(keys.edges.map(({ node }) => this.notices.byId(node.id)));
    const edges = keys.edges.flatMap(({ cursor }, place) =>
      shown[place] ? { node: shown[place], cursor } : [],
    );
    return { ...keys, edges };
  }

  /** What waits for the viewer: owed by their cases, or sent to them and not acknowledged. */
  async due(id: string): Promise<Notice | null> {
    const notice = await this.notices.byId(id);
    return notice && waitsFor(this.viewer, notice) ? notice : null;
  }

  async allDue(): Promise<string[]> {
    const { viewer } = this;
    if (!isMember(viewer)) return [];
    const rows = await this.file.rows<{ id: string }>(
      `select id from notice where status in ('DUE', 'SENT')
        and (recipient_id = $1 or case_id = any(array(select my_cases())) or (organisation_id = $1 and $2::boolean))
        order by due_at desc limit $3`,
      [viewer.organisationId, viewer.roles.includes('SUPERVISOR'), REMEMBERED],
    );
    return rows.map(({ id }) => id);
  }
}
