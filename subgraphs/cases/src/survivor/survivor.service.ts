import type { Member, Viewer } from '@ura/access';
import { record, recording } from '@ura/audit';
import { Forbidden, Invalid } from '@ura/errors';
import { blindIndexes, type KeyService, normaliseName } from '@ura/vault';
import DataLoader from 'dataloader';
import type { Case } from '../case/case.entity';
import { type CaseService, caseForWork } from '../case/case.service';
import type { CaseDesk } from '../case/case-desk.service';
import { todayIs } from '../clock/day.service';
import type { CaseFile } from '../file/case-file.service';
import { tell } from '../timeline/timeline.service';
import { fingerprint } from './fingerprint';
import type { Opened, SealedFile } from './sealed-file.service';
import { SealedSurvivor, type SurvivorColumn } from './sealed-survivor.entity';
import { NAME, SURVIVOR, storeIdentity } from './sealed-survivor.service';
import { joined, parted, type Texts } from './sealing';
import type { Survivor } from './survivor.entity';
import type { FindSurvivorsArgs, RecordIdentityInput } from './survivor.inputs';
import {
  bornFrom,
  bornText,
  mayBeOne,
  mayRecordIdentity,
  refuseHandedOver,
  whyNotBorn,
} from './survivor.rules';

const MOST = 50;

/** Who survivors are: sealed when it is written, opened for who may know it. */
export class SurvivorService {
  private readonly survivors = new DataLoader<string, Opened<SurvivorColumn, SealedSurvivor> | null>(ids =>
    this.sealed.open<SurvivorColumn, SealedSurvivor>(SealedSurvivor, SURVIVOR, ids),
  );

  constructor(
    private readonly desk: CaseDesk,
    private readonly file: CaseFile,
    private readonly sealed: SealedFile,
    private readonly cases: CaseService,
    private readonly keys: KeyService,
    private readonly viewer: Viewer,
  ) {}

  /** Null where nothing is recorded, it is hidden, or it was erased. */
  async of(caseId: string): Promise<Survivor | null> {
    const found = await this.survivors.load(caseId);
    return found && shown(found.texts);
  }

  /** Keeps nothing of it for the rest of the request: it is about to change. */
  forget(caseId: string): void {
    this.survivors.clear(caseId);
  }

  /**
   * Records who she is. What was recorded before and is said anew is gone: Conflict, under a legal hold.
   */
  async record(input: RecordIdentityInput): Promise<Case> {
    const { caseId } = input;
    this.forget(caseId);
    const remembered = await fingerprint(this.keys, this.viewer, input);
    return this.desk.change('recordIdentity', remembered, async (manager, viewer) => {
      const found = await caseForWork(manager, viewer, caseId);
      if (!mayRecordIdentity(viewer, found)) throw new Forbidden();
      refuseHandedOver(found);
      const given = textsOf(input);
      if (Object.keys(given).length === 0) throw new Invalid('input', 'There is nothing to record.');
      if (given.born) {
        const why = whyNotBorn(given.born, { ...found, today: await todayIs(manager) });
        if (why) throw new Invalid('input.born', why);
      }
      await storeIdentity(manager, this.keys, found, given);
      await tell(manager, { caseId, kind: 'IDENTITY_RECORDED', part: 'IDENTITY', actorId: viewer.id });
      const { organisationId } = found;
      await record(manager, [{ organisationId, action: 'RECORD_IDENTITY', subjectId: caseId }]);
      return caseId;
    });
  }

  /** The viewer's own organisation's cases of somebody, as far as the viewer may know who they are about. */
  async find({ name, born }: FindSurvivorsArgs): Promise<Case[]> {
    const { organisationId } = this.viewer as Member;
    const text = normaliseName(name);
    if (!text) throw new Invalid('name', 'This is not a name.');
    const wanted = born ? bornOrInvalid('born', born) : null;
    const marks = await blindIndexes(this.keys, { holder: organisationId, purpose: NAME, text });
    const search = recording([{ organisationId, action: 'SEARCH_IDENTITY' }]);
    const [rows] = await Promise.all([
      this.file.rows<{ id: string }>(
        `select distinct case_id as id from name_mark join "case" on "case".id = case_id
          where mark = any($1) and organisation_id = $2 limit ${MOST}`,
        [marks, organisationId],
      ),
      this.file.rows(search.text, search.values),
    ]);
    // Whoever finds a case by a name knows whose it is.
    for (const { id } of rows) this.file.looksAt(id, 'IDENTITY');
    const found = await Promise.all(rows.map(({ id }) => this.fitting(id, wanted)));
    return found.filter(each => each !== null);
  }

  private async fitting(caseId: string, born: string | null): Promise<Case | null> {
    if (born) {
      const known = (await this.survivors.load(caseId))?.texts.born;
      if (known && !mayBeOne(known, born)) return null;
    }
    return this.cases.byId(caseId);
  }
}

const shown = (texts: Texts<SurvivorColumn>): Survivor => ({
  givenName: texts.givenName,
  familyName: texts.familyName,
  formerNames: texts.formerNames?.split('\n') ?? [],
  born: texts.born === null ? null : bornFrom(texts.born),
  citizenships: parted(texts.citizenships),
  languages: parted(texts.languages),
  documentNumber: texts.documentNumber,
  address: texts.address,
  phone: texts.phone,
});

/** What is said of her, as it is sealed; what was left out is not in it. */
const textsOf = (input: RecordIdentityInput): Partial<Texts<SurvivorColumn>> => {
  const { givenName, familyName, documentNumber, address, phone } = input;
  const { born, formerNames, citizenships, languages } = input;
  const lines = { givenName, familyName, documentNumber, address, phone };
  const texts = {
    ...Object.fromEntries(Object.entries(lines).map(([column, text]) => [column, text?.trim() ?? text])),
    born: born ? bornOrInvalid('input.born', born) : born,
    formerNames: formerNames && (formerNames.map(name => name.trim()).join('\n') || null),
    citizenships: citizenships && joined(citizenships),
    languages: languages && joined(languages),
  };
  return Object.fromEntries(Object.entries(texts).filter(([, text]) => text !== undefined));
};

const bornOrInvalid = (field: string, born: NonNullable<RecordIdentityInput['born']>): string => {
  const text = bornText(born);
  if (!text) throw new Invalid(field, 'The calendar has no such day.');
  return text;
};
