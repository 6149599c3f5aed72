import { newId } from '@ura/database';
import { keyAfter, type Page, type PageArgs, pageOf } from '@ura/vocabulary';
import type { EntityManager } from 'typeorm';
import { assessedParts } from '../assessment/assessment.entity';
import type { Case } from '../case/case.entity';
import type { CaseFile } from '../file/case-file.service';
import type { CasePart } from '../part/part.rules';
import { TimelineEvent } from './timeline-event.entity';

type Told = Pick<TimelineEvent, 'caseId' | 'kind' | 'part'> &
  Partial<Pick<TimelineEvent, 'detail' | 'subjectId' | 'actorId'>>;

/** Writes what happened, in the transaction in which it happens. Never a word that somebody typed. */
export const tell = (manager: EntityManager, ...events: readonly Told[]): Promise<unknown> =>
  manager.query(
    `insert into timeline_event (id, case_id, kind, part, detail, subject_id, actor_id)
     select * from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::uuid[], $7::uuid[])`,
    [
      events.map(newId),
      events.map(({ caseId }) => caseId),
      events.map(({ kind }) => kind),
      events.map(({ part }) => part),
      events.map(({ detail }) => detail ?? null),
      events.map(({ subjectId }) => subjectId ?? null),
      events.map(({ actorId }) => actorId ?? null),
    ],
  );

// Of who she is, nothing is told but that it was recorded: to read that is no look at it.
const shownParts: readonly CasePart[] = ['TEAM', ...assessedParts];

/** What happened in cases. */
export class TimelineService {
  constructor(private readonly file: CaseFile) {}

  /** What happened in a case, the latest first, as far as its parts are open to the viewer. */
  async of({ id, parts }: Case, page: PageArgs): Promise<Page<TimelineEvent>> {
    const after = keyAfter(page.after, 'moment', 'id');
    for (const part of shownParts) if (parts.includes(part)) this.file.looksAt(id, part);
    const rows = await this.file.all(
      TimelineEvent,
      `select * from timeline_event
        where case_id = $1 and ($2::timestamptz is null or (happened_at, id) < ($2::timestamptz, $3::uuid))
        order by happened_at desc, id desc limit $4`,
      [id, after?.[0] ?? null, after?.[1] ?? null, page.first + 1],
    );
    return pageOf(rows, page, event => [event.happenedAt.toISOString(), event.id]);
  }
}
