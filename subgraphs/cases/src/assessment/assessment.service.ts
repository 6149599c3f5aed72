import { newId } from '@ura/database';
import { Invalid } from '@ura/errors';
import DataLoader from 'dataloader';
import { Case } from '../case/case.entity';
import { caseAtWork } from '../case/case.service';
import type { CaseDesk } from '../case/case-desk.service';
import { doneOrInvalid, todayIs } from '../clock/day.service';
import type { CaseFile } from '../file/case-file.service';
import { tell } from '../timeline/timeline.service';
import { type AssessedPart, Assessment, assessedParts } from './assessment.entity';
import type { AssessCaseInput, IncidentInput, ProtectionFindingsInput } from './assessment.inputs';
import type { Incident } from './findings.entity';
import { gbvContextsOf, gbvTypeOf } from './incident.rules';

const incident = (facts: IncidentInput): Incident => ({
  type: gbvTypeOf(facts),
  contexts: gbvContextsOf(facts),
  perpetrator: facts.perpetrator,
  happened: facts.happened ?? null,
});

/** What was found, part by part. */
export class AssessmentService {
  private readonly assessments = new DataLoader(async (ids: readonly string[]) => {
    const found = await this.file.all(
      Assessment,
      'select * from assessment where case_id = any($1) order by assessed_on desc, created_at desc, id',
      [ids],
    );
    return ids.map(id => found.filter(({ caseId }) => caseId === id));
  });

  constructor(
    private readonly desk: CaseDesk,
    private readonly file: CaseFile,
  ) {}

  of({ id, parts }: Case): Promise<Assessment[]> {
    for (const part of assessedParts) if (parts.includes(part)) this.file.looksAt(id, part);
    return this.assessments.load(id);
  }

  assess(input: AssessCaseInput): Promise<Case> {
    return this.desk.change('assessCase', input, async (manager, viewer) => {
      const { caseId, protection, health, reintegration } = input;
      const found: Partial<Record<AssessedPart, Assessment['findings']>> = {
        ...(protection && { PROTECTION: this.protection(protection) }),
        ...(health && { HEALTH: health }),
        ...(reintegration && { REINTEGRATION: reintegration }),
      };
      const parts = assessedParts.filter(part => found[part]);
      if (parts.length === 0)
        throw new Invalid('input.protection', 'Say what was found of at least one part.');
      const { openedOn } = await caseAtWork(manager, viewer, caseId, ...parts);
      const today = await todayIs(manager);
      const assessedOn = doneOrInvalid('input.assessedOn', input.assessedOn ?? today, { openedOn, today });
      this.happenedBy(today, protection?.incidents ?? []);
      for (const part of parts) {
        const risk = part === 'PROTECTION' ? protection!.risk : null;
        const row = { id: newId(), caseId, part, assessedOn, risk, findings: found[part]! };
        await manager.insert(Assessment, { ...row, assessedById: viewer.id });
        const event = { kind: 'ASSESSED', part, detail: risk, subjectId: row.id } as const;
        await tell(manager, { caseId, ...event, actorId: viewer.id });
      }
      if (protection) await manager.update(Case, { id: caseId }, { risk: protection.risk });
      return caseId;
    });
  }

  private protection({ risk, incidents, ...codes }: ProtectionFindingsInput): Assessment['findings'] {
    if (risk === 'NOT_ASSESSED') throw new Invalid('input.protection.risk', 'Say how high the risk is.');
    return { ...codes, incidents: incidents.map(incident) };
  }

  private happenedBy(today: string, incidents: readonly IncidentInput[]): void {
    for (const [index, { happened }] of incidents.entries()) {
      if (!happened) continue;
      const { year, month, day } = happened;
      const field = `input.protection.incidents.${index}.happened`;
      const parts = [year, month, day].filter(part => part !== null && part !== undefined);
      const text = parts.map((part, at) => String(part).padStart(at === 0 ? 4 : 2, '0')).join('-');
      const isDay = parts.length < 3 || new Date(text).toISOString().startsWith(text);
      if (!isDay || (day && !month)) throw new Invalid(field, 'There is no such day.');
      if (text > today.slice(0, text.length)) throw new Invalid(field, 'This day has not come yet.');
    }
  }
}
