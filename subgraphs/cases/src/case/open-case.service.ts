import { randomInt } from 'node:crypto';
import { isMember, type Member, type Viewer } from '@ura/access';
import { newId, once, type ScopedDatabase } from '@ura/database';
import { Invalid, Unauthenticated } from '@ura/errors';
import type { EntityManager } from 'typeorm';
import { todayIs } from '../clock/day.service';
import { settleConcern } from '../concern/concern.service';
import { beginIdentification } from '../identification/identification.service';
import { oweNotices } from '../notice/owe.service';
import { regionOrInvalid } from '../place/place.service';
import type { TeamFunction } from '../team/team-member.entity';
import { TeamMember } from '../team/team-member.entity';
import { tell } from '../timeline/timeline.service';
import { Case } from './case.entity';
import type { OpenCaseInput } from './case.inputs';
import { isChild } from './case.rules';
import { type CaseService, caseAtWork } from './case.service';

// Crockford's digits: none is taken for another when it is read out.
const DIGITS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A new code: eight random digits, `K7Q2-M9XD`. It says nothing of a person, a place, a date or a sequence. */
const newCode = (): string => {
  const digits = Array.from({ length: 8 }, () => DIGITS[randomInt(DIGITS.length)]);
  return `${digits.slice(0, 4).join('')}-${digits.slice(4).join('')}`;
};

/** What whoever opens a case does in its team, by what they are. */
const workOf = ({ roles }: Viewer): TeamFunction => {
  if (roles.includes('CASE_MANAGER') || roles.includes('SUPERVISOR')) return 'CASE_MANAGER';
  if (roles.includes('PSYCHOLOGIST')) return 'PSYCHOLOGIST';
  return 'SOCIAL_WORKER';
};

/** What a case begins with; the rest is random. */
type Header = Pick<
  Case,
  'id' | 'kind' | 'risk' | 'ageBand' | 'sex' | 'country' | 'regionCode' | 'openedOn' | 'restricted'
> &
  Partial<Pick<Case, 'mobileUnitId' | 'sessionId' | 'dependantOfId'>>;

/** Makes a case of the viewer's organisation, with the viewer as the first of its team. */
export const putOnFile = async (
  manager: EntityManager,
  viewer: Member,
  header: Header,
  work: TeamFunction,
): Promise<Case> => {
  const opened = manager.create(Case, {
    ...header,
    organisationId: viewer.organisationId,
    code: newCode(),
    status: 'INTAKE',
    openedById: viewer.id,
    sheltersRef: newId(),
    legalRef: newId(),
  });
  await manager.insert(Case, opened);
  await manager.insert(TeamMember, { id: newId(), caseId: header.id, workerId: viewer.id, function: work });
  return opened;
};

/** Opens cases. Whoever opens one is the first of its team. */
export class OpenCaseService {
  constructor(
    private readonly database: ScopedDatabase,
    private readonly viewer: Viewer,
    private readonly cases: CaseService,
  ) {}

  async open(input: OpenCaseInput): Promise<Case> {
    const { viewer } = this;
    if (!isMember(viewer)) throw new Unauthenticated();
    const id = await this.database.run(manager =>
      once(manager, { viewer, operation: 'openCase', input }, () => this.opened(manager, viewer, input)),
    );
    return this.cases.changed(id);
  }

  private async opened(manager: EntityManager, viewer: Member, input: OpenCaseInput): Promise<string> {
    const region = await regionOrInvalid(manager, input.regionCode, 'input.regionCode');
    const today = await todayIs(manager);
    if (input.openedOn && input.openedOn > today) {
      throw new Invalid('input.openedOn', 'This day has not come yet.');
    }
    if (input.dependantOfId) await this.dependant(manager, viewer, input, input.dependantOfId);
    const id = newId();
    const concern =
      input.concernId &&
      (await settleConcern(manager, viewer, input.concernId, { status: 'BECAME_CASE', caseId: id }));
    const header = {
      id,
      kind: input.kind,
      risk: input.risk ?? 'NOT_ASSESSED',
      ageBand: input.ageBand,
      sex: input.sex,
      country: region.country,
      regionCode: region.code,
      openedOn: input.openedOn ?? today,
      mobileUnitId: input.mobileUnitId ?? null,
      sessionId: input.sessionId ?? (concern ? concern.sessionId : null),
      dependantOfId: input.dependantOfId ?? null,
      restricted: input.restricted ?? false,
    };
    const opened = await putOnFile(manager, viewer, header, workOf(viewer));
    await tell(manager, { caseId: id, kind: 'CASE_OPENED', part: 'RECORD', actorId: viewer.id });
    await beginIdentification(manager, opened);
    await oweNotices(manager, opened, opened.kind, viewer.id);
    return id;
  }

  /**
   * A dependant is a child, of a case on which the viewer works. What is opened now can be nobody's
   * parent yet, and the link is never changed, so that no case is its own ancestor.
   */
  private async dependant(
    manager: EntityManager,
    viewer: Member,
    { ageBand }: OpenCaseInput,
    parentId: string,
  ): Promise<void> {
    if (!isChild(ageBand)) throw new Invalid('input.ageBand', 'Only a child is opened as a dependant.');
    await caseAtWork(manager, viewer, parentId, 'TEAM');
  }
}
