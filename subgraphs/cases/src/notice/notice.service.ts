import type { Viewer } from '@ura/access';
import { Conflict, Forbidden, Invalid, NotFound } from '@ura/errors';
import DataLoader from 'dataloader';
import type { EntityManager } from 'typeorm';
import { caseForWork } from '../case/case.service';
import type { CaseDesk } from '../case/case-desk.service';
import type { CaseFile } from '../file/case-file.service';
import { tell } from '../timeline/timeline.service';
import { Notice } from './notice.entity';
import type { RecordAcknowledgementInput, SendNoticeInput } from './notice.inputs';
import { isRecipient, mayGoOn, maySendNotice, noticeStatus } from './notice.rules';

const COLUMNS = `notice.*, now() as now_is, case_parts(case_id) @> array['PROTECTION', 'BASICS'] as is_of_case`;

interface Judged {
  readonly now_is: string;
  readonly is_of_case: boolean;
}

const asSeen = (row: Notice & Judged): Notice =>
  Object.assign(row, { status: noticeStatus(row, new Date(row.now_is)), isOfCase: row.is_of_case });

/** Mandatory notices: the case’s staff see them all, a recipient what was sent to them. */
export class NoticeService {
  private readonly ofCases = new DataLoader(async (ids: readonly string[]) => {
    for (const id of ids) this.file.looksAt(id, 'PROTECTION');
    const found = await this.found(
      `select ${COLUMNS} from notice where case_id = any($1) order by due_at, "to", id`,
      ids,
    );
    return ids.map(id => found.filter(({ caseId }) => caseId === id));
  });

  private readonly notices = new DataLoader(async (ids: readonly string[]) => {
    const whose = await this.file.rows<{ of: string }>(
      'select distinct case_id as of from notice where id = any($1)',
      [ids],
    );
    for (const { of } of whose) this.file.looksAt(of, 'PROTECTION');
    const found = await this.found(`select ${COLUMNS} from notice where id = any($1)`, ids);
    return ids.map(id => found.find(notice => notice.id === id) ?? null);
  });

  constructor(
    private readonly desk: CaseDesk,
    private readonly file: CaseFile,
    private readonly viewer: Viewer,
  ) {}

  of(caseId: string): Promise<Notice[]> {
    return this.ofCases.load(caseId);
  }

  /** Null where it is hidden, and where it is not. */
  byId(id: string): Promise<Notice | null> {
    return this.notices.load(id);
  }

  /**
   * Sends a notice. It asks for no consent: the law wants it, and nothing of it can be written. Throws
   * Conflict for one that is not owed or was sent, Invalid where nobody would receive it.
   */
  async send(input: SendNoticeInput): Promise<Notice> {
    const id = await this.desk.once('sendNotice', input, async (manager, viewer) => {
      const of = await caseForWork(manager, viewer, (await present(manager, input.noticeId)).caseId);
      if (!maySendNotice(viewer, of)) throw new Forbidden();
      const { notice, now } = await locked(manager, input.noticeId);
      mustGoOn(notice, 'SENT', now);
      const recipientId = input.recipientId?.toLowerCase() ?? notice.recipientId;
      mustBeSendable(input, recipientId, viewer.organisationId);
      await manager.update(Notice, notice.id, {
        status: 'SENT',
        recipientId,
        survivorInformed: input.survivorInformed,
        notInformedReason: input.notInformedReason ?? null,
        sentById: viewer.id,
        sentAt: () => "date_trunc('milliseconds', now())",
        overdueAt: () => "now() + hours_until_acknowledged * interval '1 hour'",
        alarmedAt: null,
      });
      await this.tellOf(manager, notice, 'NOTICE_SENT');
      return notice.id;
    });
    return this.changed(id);
  }

  /**
   * The recipient says that they have it; or the sender does for them, with the number that they were told
   * on the phone or have on paper. Throws Conflict while it was not sent, and when it is acknowledged.
   */
  async acknowledge(input: RecordAcknowledgementInput): Promise<Notice> {
    const id = await this.desk.once('recordAcknowledgement', input, async (manager, viewer) => {
      const { caseId, ...seen } = await present(manager, input.noticeId);
      if (!isRecipient(viewer, seen)) {
        const of = await caseForWork(manager, viewer, caseId);
        if (!maySendNotice(viewer, of)) throw new Forbidden();
        if (!input.protocolNumber) {
          throw new Invalid('input.protocolNumber', 'Give the number under which the recipient keeps it.');
        }
      }
      const { notice, now } = await locked(manager, input.noticeId);
      mustGoOn(notice, 'ACKNOWLEDGED', now);
      await manager.update(Notice, notice.id, {
        status: 'ACKNOWLEDGED',
        protocolNumber: input.protocolNumber ?? null,
        acknowledgedById: viewer.id,
        acknowledgedAt: () => 'now()',
      });
      await this.tellOf(manager, notice, 'NOTICE_ACKNOWLEDGED');
      return notice.id;
    });
    return this.changed(id);
  }

  private tellOf(
    manager: EntityManager,
    { caseId, to, id }: Notice,
    kind: 'NOTICE_SENT' | 'NOTICE_ACKNOWLEDGED',
  ): Promise<unknown> {
    return tell(manager, {
      caseId,
      kind,
      part: 'PROTECTION',
      detail: to,
      subjectId: id,
      actorId: this.viewer.id,
    });
  }

  private async changed(id: string): Promise<Notice> {
    const found = await this.notices.clear(id).load(id);
    if (!found) throw new NotFound();
    return found;
  }

  private async found(text: string, ids: readonly string[]): Promise<Notice[]> {
    return (await this.file.allWith<Notice, Judged>(Notice, text, [ids])).map(asSeen);
  }
}

async function present(manager: EntityManager, id: string): Promise<Notice> {
  const notice = await manager.findOneBy(Notice, { id });
  if (!notice) throw new NotFound();
  return notice;
}

/** The notice for whoever is about to change it. Throws Forbidden for who sees it and may not: in an emergency, say. */
async function locked(manager: EntityManager, id: string): Promise<{ notice: Notice; now: Date }> {
  const held = await manager.query('select now() from notice where id = $1 for no key update', [id]);
  if (held.length === 0) throw new Forbidden();
  return { notice: await present(manager, id), now: held[0].now };
}

function mustGoOn(notice: Notice, to: 'SENT' | 'ACKNOWLEDGED', now: Date): void {
  if (mayGoOn(notice.status, to)) return;
  throw new Conflict(`This notice is ${noticeStatus(notice, now)}.`);
}

function mustBeSendable(input: SendNoticeInput, recipientId: string | null, sender: string): void {
  if (!recipientId) {
    throw new Invalid('input.recipientId', 'Nobody is known who takes it for this region: name the unit.');
  }
  if (recipientId === sender)
    throw new Invalid('input.recipientId', 'A notice goes to another organisation.');
  if (input.survivorInformed === Boolean(input.notInformedReason)) {
    throw new Invalid(
      'input.notInformedReason',
      'Say why she was not told, where she was not; and only then.',
    );
  }
}
