import { allOf, isMember, type Rule, type Viewer } from '@ura/access';
import { Conflict, Forbidden, NotFound } from '@ura/errors';
import { keyAfter, type Page, pageOf } from '@ura/vocabulary';
import DataLoader from 'dataloader';
import type { EntityManager } from 'typeorm';
import type { CaseFile } from '../file/case-file.service';
import { type CasePart, grantOf, partsOpen, partsWorkedOn, type Ways } from '../part/part.rules';
import { Case } from './case.entity';
import type { CaseArgs, CaseFilter, CasesArgs } from './case.inputs';
import { isLive, ofOwner, worksOn } from './case.rules';

/** A case as the database gives it: with the viewer's ways into it, and the moment at which they hold. */
const COLUMNS = `"case".*, case_ways("case".id) as ways, now() as now_is,
  ((now() at time zone 'Europe/Tirane')::date)::text as today_is,
  array(select child.id from "case" child where child.dependant_of_id = "case".id
         order by child.opened_at, child.id) as "dependantIds"`;

interface Judged {
  readonly ways: Ways;
  readonly now_is: Date | string;
  readonly today_is: string;
}

const opened = (viewer: Viewer, row: Case, { ways, now_is: now, today_is: today }: Judged): Case | null => {
  const clock = { now: new Date(now), today };
  const parts = partsOpen(viewer, row, ways, clock);
  if (parts.length === 0) return null;
  const works = partsWorkedOn(viewer, row, ways);
  return Object.assign(row, { parts, works, grant: grantOf(viewer, parts, ways, clock) });
};

/**
 * The case for whoever is about to change it, and nobody else until they have. Throws NotFound where
 * nothing of it is open to the viewer.
 */
export const caseForWork = async (manager: EntityManager, viewer: Viewer, id: string): Promise<Case> => {
  await manager.query('select from "case" where id = $1 for no key update', [id]);
  const row = await manager.findOneBy(Case, { id });
  const [way] = await manager.query(
    `select case_ways($1) as ways, now() as now_is, ((now() at time zone 'Europe/Tirane')::date)::text as today_is`,
    [id],
  );
  const found = row && opened(viewer, row, way);
  if (!found) throw new NotFound();
  return found;
};

/**
 * The same, for whoever may change it so. Throws Conflict where it has ended, and Forbidden where the rule
 * says no.
 */
export const caseToChange = async (
  manager: EntityManager,
  viewer: Viewer,
  id: string,
  may: Rule<Case>,
): Promise<Case> => {
  const found = await caseForWork(manager, viewer, id);
  if (may(viewer, found)) return found;
  const isOver = ofOwner(viewer, found) && !isLive(found.status);
  throw isOver ? new Conflict(`The case is ${found.status}.`) : new Forbidden();
};

/** The same, for whoever works on all of these parts. */
export const caseAtWork = (
  manager: EntityManager,
  viewer: Viewer,
  id: string,
  ...parts: readonly CasePart[]
): Promise<Case> => caseToChange(manager, viewer, id, allOf(...parts.map(worksOn)));

/** Cases, as far as they are open to the viewer. Each look leaves a line in the audit. */
export class CaseService {
  private readonly cases = new DataLoader(async (ids: readonly string[]) => {
    for (const id of ids) this.file.looksAt(id, 'RECORD');
    const found = await this.found(`select ${COLUMNS} from "case" where id = any($1)`, [ids]);
    return ids.map(id => found.find(row => row.id === id) ?? null);
  });

  constructor(
    private readonly file: CaseFile,
    private readonly viewer: Viewer,
  ) {}

  /** Null where it is hidden, and where it is not. */
  byId(id: string): Promise<Case | null> {
    return this.cases.load(id.toLowerCase());
  }

  /** Notes that the viewer looked at parts of cases of which a list showed something, before it is given to them. */
  async looked(looks: readonly { readonly caseId: string; readonly part: CasePart }[]): Promise<void> {
    for (const { caseId, part } of looks) this.file.looksAt(caseId, part);
    await Promise.all(looks.map(({ caseId }) => this.byId(caseId)));
    await this.file.leaveLines();
  }

  /** The case as it is after it was changed. */
  async changed(id: string): Promise<Case> {
    const found = await this.anew(id);
    if (!found) throw new NotFound();
    return found;
  }

  /** The same; null where nothing of it is open to the viewer any more. */
  anew(id: string): Promise<Case | null> {
    this.cases.clear(id.toLowerCase());
    return this.byId(id);
  }

  async one({ id, code }: CaseArgs): Promise<Case | null> {
    if (id) return this.byId(id);
    if (!code) return null;
    const [found] = await this.file.rows<{ id: string }>('select id from "case" where code = $1', [
      code.trim().toUpperCase(),
    ]);
    return found ? this.byId(found.id) : null;
  }

  async dependants({ dependantIds }: Case): Promise<Case[]> {
    const all = await Promise.all(dependantIds.map(id => this.byId(id)));
    return all.filter(found => found !== null);
  }

  /** The case that another subgraph knows by a pseudonym. */
  async byReference(column: 'shelters_ref' | 'legal_ref', reference: string): Promise<Case | null> {
    const [found] = await this.file.rows<{ id: string }>(`select id from "case" where ${column} = $1`, [
      reference,
    ]);
    return found ? this.byId(found.id) : null;
  }

  /** Whether the case behind a pseudonym has ended; null where there is none. */
  async hasEnded(reference: string): Promise<boolean | null> {
    const [found] = await this.file.rows<{ ended: boolean | null }>('select case_has_ended($1) as ended', [
      reference,
    ]);
    return found?.ended ?? null;
  }

  /** Those open to the viewer, the latest first. How many is for who sees them all. */
  async visible({ filter, ...page }: CasesArgs): Promise<Page<Case>> {
    const after = keyAfter(page.after, 'moment', 'id');
    const { ways, values } = this.chosen(filter ?? {});
    const from = values.length;
    const latest = `order by opened_at desc, id desc limit $${from + 3}`;
    const onPage = `($${from + 1}::timestamptz is null or (opened_at, id) < ($${from + 1}::timestamptz, $${from + 2}::uuid))`;
    const found = ways.map(way => `(select id, opened_at from "case" where ${way} and ${onPage} ${latest})`);
    const rows = await this.file.rows<{ id: string; openedAt: Date }>(
      `select id, opened_at as "openedAt" from (${found.join(' union ')}) as found ${latest}`,
      [...values, after?.[0] ?? null, after?.[1] ?? null, page.first + 1],
    );
    const shown = await Promise.all(rows.slice(0, page.first).map(({ id }) => this.byId(id)));
    const cases = shown.filter(found => found !== null);
    const more = rows.length > page.first ? [cases.at(-1)!] : [];
    return pageOf([...cases, ...more], { ...page, first: cases.length }, ({ openedAt, id }) => [
      openedAt.toISOString(),
      id,
    ]);
  }

  /**
   * Conditions for the cases of each way in. The policies say the same of all of them together; said apart, the
   * latest of each are found by an index and not by looking at all.
   */
  private chosen(filter: CaseFilter): { ways: string[]; values: (string | string[])[] } {
    const { viewer } = this;
    const values: (string | string[])[] = [];
    const conditions: string[] = [];
    const add = (condition: (place: string) => string, value: string | string[]) =>
      conditions.push(condition(`$${values.push(value)}`));
    if (filter.statuses) add(place => `status = any(${place})`, filter.statuses);
    const withStatus = conditions.length;
    if (filter.kinds) add(place => `kind = any(${place})`, filter.kinds);
    if (filter.risks) add(place => `risk = any(${place})`, filter.risks);
    if (filter.regionCode) add(place => `region_code = ${place}`, filter.regionCode);
    // A case is not chosen by what of it is not open: asking for each value in turn would tell it.
    const isByBasics = conditions.length > withStatus;
    if (conditions.length > 0) {
      conditions.push(`case_parts(id) && ${isByBasics ? `'{BASICS}'` : `'{RECORD,BASICS}'`}`);
    }
    if (isMember(viewer) && filter.mine) {
      const mine = 'select case_id from team_member where ended_at is null and worker_id';
      add(place => `id in (${mine} = ${place}::uuid)`, viewer.id);
    }
    const and = (way: string) => [way, ...conditions].join(' and ');
    const ways = [and('id in (select my_cases())')];
    const seesOthers = viewer.roles.includes('SUPERVISOR') || viewer.roles.includes('DATA_OFFICER');
    if (isMember(viewer) && seesOthers && !filter.mine)
      ways.push(and(`organisation_id = $${values.push(viewer.organisationId)}::uuid`));
    return { ways, values };
  }

  private async found(text: string, values: readonly (readonly string[])[]): Promise<Case[]> {
    const rows = await this.file.allWith<Case, Judged>(Case, text, values);
    return rows.map(row => opened(this.viewer, row, row)).filter(found => found !== null);
  }
}
