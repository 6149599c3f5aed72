import { newId } from '@ura/database';
import { Conflict, Invalid } from '@ura/errors';
import DataLoader from 'dataloader';
import type { EntityManager } from 'typeorm';
import type { Case } from '../case/case.entity';
import { isChild } from '../case/case.rules';
import { caseAtWork } from '../case/case.service';
import type { CaseDesk } from '../case/case-desk.service';
import { todayIs } from '../clock/day.service';
import type { CaseFile } from '../file/case-file.service';
import { oweNotices } from '../notice/owe.service';
import { tell } from '../timeline/timeline.service';
import { Identification } from './identification.entity';
import type { AdvanceIdentificationInput } from './identification.inputs';
import { identifies, lastDayOf, mayStep, standsAfter, startsWithIndications } from './identification.rules';
import { ReflectionPolicy } from './reflection-policy.entity';

/** Begins the identification that a new case of its kind has, in the transaction that opens it. */
export const beginIdentification = async (
  manager: EntityManager,
  { id: caseId, kind, mobileUnitId }: Pick<Case, 'id' | 'kind' | 'mobileUnitId'>,
): Promise<void> => {
  if (!startsWithIndications(kind)) return;
  const initialBy = mobileUnitId ? ('MOBILE_UNIT' as const) : null;
  await manager.insert(Identification, { id: newId(), caseId, status: 'INDICATIONS', initialBy });
};

/** How it becomes known whether somebody is a victim of trafficking. */
export class IdentificationService {
  private readonly ofCases = new DataLoader(async (ids: readonly string[]) => {
    for (const id of ids) this.file.looksAt(id, 'PROTECTION');
    const found = await this.file.all(
      Identification,
      'select * from identification where case_id = any($1)',
      [ids],
    );
    return ids.map(id => found.find(({ caseId }) => caseId === id) ?? null);
  });

  constructor(
    private readonly desk: CaseDesk,
    private readonly file: CaseFile,
  ) {}

  of(caseId: string): Promise<Identification | null> {
    return this.ofCases.load(caseId);
  }

  /**
   * One step on. Where signs of trafficking are found in a case of another kind, its notices become due
   * with it. Throws Conflict for a step that does not follow, Invalid where something that it needs is missing.
   */
  async advance(input: AdvanceIdentificationInput): Promise<Case> {
    return this.desk.change('advanceIdentification', input, async (manager, viewer) => {
      const of = await caseAtWork(manager, viewer, input.caseId, 'PROTECTION');
      const present = await manager.findOneBy(Identification, { caseId: of.id });
      const now =
        present ?? manager.create(Identification, { id: newId(), caseId: of.id, status: 'INDICATIONS' });
      if (!mayStep(now.status, input.step)) throw new Conflict(`The identification stands at ${now.status}.`);
      const today = await todayIs(manager);
      const on = input.on ?? today;
      mustFit(input, { on, today, now, of });
      await manager.save(Identification, {
        ...now,
        ...stepped(input, on),
        ...(await this.reflection(manager, input, now, { on, country: of.country })),
      });
      const event = { kind: 'IDENTIFICATION_ADVANCED', part: 'PROTECTION', detail: input.step } as const;
      await tell(manager, { caseId: of.id, ...event, subjectId: now.id, actorId: viewer.id });
      if (identifies(input.step)) await oweNotices(manager, of, 'TRAFFICKING', viewer.id);
      return of.id;
    });
  }

  /** The period that begins with this step, of as many days as the policy of its first day has. */
  private async reflection(
    manager: EntityManager,
    { step, waivesReflection }: AdvanceIdentificationInput,
    { reflectionStartsOn }: Identification,
    { on, country }: { readonly on: string; readonly country: string },
  ): Promise<Partial<Identification>> {
    const begins = !reflectionStartsOn && identifies(step);
    if (waivesReflection && !begins && !reflectionStartsOn) {
      throw new Invalid('input.waivesReflection', 'No reflection period has begun.');
    }
    const waived = waivesReflection ? { reflectionWaived: true } : {};
    if (!begins) return waived;
    const policy = await manager
      .createQueryBuilder(ReflectionPolicy, 'policy')
      .where('country = :country and valid_from <= :on and (valid_to is null or valid_to >= :on)', {
        country,
        on,
      })
      .orderBy('valid_from', 'DESC')
      .getOne();
    return { reflectionStartsOn: on, reflectionDays: policy?.days ?? null, ...waived };
  }
}

const decisions: readonly string[] = ['VICTIM', 'NOT_VICTIM'];

/** What a step changes beside the reflection period. */
const stepped = (
  { step, initialBy, interview, decidedBy }: AdvanceIdentificationInput,
  on: string,
): Partial<Identification> => ({
  status: standsAfter(step),
  ...(initialBy && { initialBy }),
  ...(step === 'FORMAL_INTERVIEW_OFFERED' && { interviewOfferedOn: on }),
  ...(step === 'DECLINED' && { interviewDeclinedOn: on }),
  ...(interview && { ...interview, interviewedOn: on }),
  ...(decidedBy && { decidedBy, decidedOn: on }),
});

interface Known {
  readonly on: string;
  readonly today: string;
  readonly now: Identification;
  readonly of: Case;
}

function mustFit(input: AdvanceIdentificationInput, { on, today, now, of }: Known): void {
  const { step } = input;
  const { initialBy } = now;
  if (on > today) throw new Invalid('input.on', 'This day has not come yet.');
  const last = lastDayOf(now);
  if (last && on < last) throw new Invalid('input.on', 'What happened before this happened later.');
  if (step === 'AT_RISK_CHILD' && !isChild(of.ageBand) && of.ageBand !== 'UNKNOWN') {
    throw new Invalid('input.step', 'This is for children, and she is not one.');
  }
  if (!initialBy && !input.initialBy) throw new Invalid('input.initialBy', 'Say who saw it first.');
  if (initialBy && input.initialBy && input.initialBy !== initialBy) {
    throw new Invalid('input.initialBy', 'Who saw it first is known already.');
  }
  if ((step === 'INTERVIEWED') !== Boolean(input.interview)) {
    throw new Invalid('input.interview', 'Say who held the interview, with INTERVIEWED and only then.');
  }
  if (decisions.includes(step) !== Boolean(input.decidedBy)) {
    throw new Invalid('input.decidedBy', 'Say what decided it, with VICTIM and NOT_VICTIM and only then.');
  }
}
