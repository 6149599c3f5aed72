import { isMember, type Member, type Viewer } from '@ura/access';
import { newId, type ScopedDatabase } from '@ura/database';
import { Conflict, Invalid, Limited, Unauthenticated } from '@ura/errors';
import { type KeyService, PersonKeys, tokensToKeep, tokensToSeek } from '@ura/vault';
import DataLoader from 'dataloader';
import type { EntityManager } from 'typeorm';
import type { Case } from '../case/case.entity';
import { caseAtWork } from '../case/case.service';
import type { CaseDesk } from '../case/case-desk.service';
import { todayIs } from '../clock/day.service';
import { Consent } from '../consent/consent.entity';
import { isEffective } from '../consent/consent.rules';
import { matches as caps } from '../env';
import type { CaseFile } from '../file/case-file.service';
import { SealedSurvivor, survivorColumns } from '../survivor/sealed-survivor.entity';
import { openAll } from '../survivor/sealing';
import { fullNames } from '../survivor/survivor.rules';
import { MatchSearch, PossibleMatch } from './match.entity';
import type { FindPossibleMatchesInput } from './match.inputs';

const PURPOSE = 'duplicates';

/** Whether another organisation helps the same person: asked only with her consent, and answered to both. */
export class MatchService {
  private readonly found = new DataLoader(async (ids: readonly string[]) => {
    for (const id of ids) this.file.looksAt(id, 'TEAM');
    const rows = await this.file.all(
      PossibleMatch,
      'select * from possible_match where case_id = any($1) and organisation_id = $2 order by found_at, id',
      [ids, this.viewer.organisationId],
    );
    return ids.map(id => rows.filter(({ caseId }) => caseId === id));
  });

  constructor(
    private readonly database: ScopedDatabase,
    private readonly desk: CaseDesk,
    private readonly file: CaseFile,
    private readonly keys: KeyService,
    private readonly viewer: Viewer,
  ) {}

  of(caseId: string): Promise<PossibleMatch[]> {
    return this.found.load(caseId);
  }

  /**
   * Keeps her tokens for each organisation that a consent of hers allows, and compares. Throws Conflict
   * without such a consent, Limited where too many were asked for in 24 hours, refused ones included.
   */
  async find(input: FindPossibleMatchesInput): Promise<Case> {
    const { viewer } = this;
    if (!isMember(viewer)) throw new Unauthenticated();
    this.found.clear(input.caseId);
    await this.database.run(manager => countSearch(manager, viewer));
    return this.desk.change('findPossibleMatches', input, async manager => {
      const { id } = await caseAtWork(manager, viewer, input.caseId, 'IDENTITY', 'TEAM');
      const consents = await effectiveConsents(manager, id);
      if (consents.length === 0) throw new Conflict('No consent of hers for DEDUP holds.');
      const { kept, sought } = await this.tokensOf(manager, id);
      for (const consent of consents) {
        await manager.query('select compare_survivor($1, $2, $3, $4)', [id, consent.id, kept, sought]);
      }
      return id;
    });
  }

  private async tokensOf(manager: EntityManager, caseId: string) {
    using keys = new PersonKeys(this.keys);
    const key = await keys.one(manager, caseId);
    const row = key && (await manager.findOneBy(SealedSurvivor, { caseId }));
    const texts = row && openAll(key, { table: 'survivor', caseId }, survivorColumns, row);
    if (!texts?.born) throw new Invalid('input.caseId', 'Record her name and when she was born first.');
    const person = { purpose: PURPOSE, names: fullNames(texts), born: texts.born };
    return {
      kept: await tokensToKeep(this.keys, person),
      sought: await tokensToSeek(this.keys, person),
    };
  }
}

const effectiveConsents = async (manager: EntityManager, caseId: string): Promise<Consent[]> => {
  const today = await todayIs(manager);
  const all = await manager.findBy(Consent, { caseId });
  return all.filter(consent => consent.purposes.includes('DEDUP') && isEffective(consent, today));
};

/** In a transaction of its own, so that a search that is refused counts as well. */
const countSearch = async (manager: EntityManager, { id, organisationId }: Member): Promise<void> => {
  await manager.query(`select pg_advisory_xact_lock(hashtextextended('matches ' || $1, 0))`, [
    organisationId,
  ]);
  const [{ mine, all, next, nextOfMine }] = await manager.query(
    `select count(*) filter (where worker_id = $1)::int as mine, count(*)::int as all,
            min(created_at) + interval '1 day' as next,
            min(created_at) filter (where worker_id = $1) + interval '1 day' as "nextOfMine"
       from match_search where organisation_id = $2 and created_at > now() - interval '1 day'`,
    [id, organisationId],
  );
  if (mine >= caps.perWorker) {
    throw new Limited('You asked for as many comparisons as one may in a day.', nextOfMine);
  }
  if (all >= caps.perOrganisation) {
    throw new Limited('Your organisation asked for as many comparisons as one may in a day.', next);
  }
  await manager.insert(MatchSearch, { id: newId(), organisationId, workerId: id });
};
