import { Conflict, Invalid, NotFound } from '@ura/errors';
import DataLoader from 'dataloader';
import type { EntityManager } from 'typeorm';
import { TODAY, todayIs } from '../clock/day.service';
import type { CaseFile } from '../file/case-file.service';
import { Consent } from './consent.entity';
import { consentStatus } from './consent.rules';

interface Judged {
  readonly today_is: string;
}

const COLUMNS = `consent.*, (${TODAY})::text as today_is`;

/**
 * The consent of a case for one recipient. Throws Invalid where it is another's, and Conflict where it does
 * not hold. Ask with the case locked: then it holds until the transaction is over.
 */
export const consentFor = async (
  manager: EntityManager,
  of: { readonly caseId: string; readonly consentId: string; readonly toOrganisationId: string },
): Promise<Consent> => {
  const consent = await manager.findOneBy(Consent, { id: of.consentId, caseId: of.caseId });
  if (!consent) throw new Invalid('input.consentId', 'This is no consent of this case.');
  if (consent.recipientId !== of.toOrganisationId.toLowerCase()) {
    throw new Invalid('input.toOrganisationId', 'She consented to another recipient.');
  }
  const status = consentStatus(consent, await todayIs(manager));
  if (status !== 'GRANTED') throw new Conflict(`The consent is ${status}.`);
  return consent;
};

/** What survivors allow, for the teams of their cases. */
export class ConsentService {
  private readonly consents = new DataLoader(async (caseIds: readonly string[]) => {
    for (const id of caseIds) this.file.looksAt(id, 'TEAM');
    const found = await this.found(
      `select ${COLUMNS} from consent where case_id = any($1) order by created_at desc, id desc`,
      caseIds,
    );
    return caseIds.map(id => found.filter(({ caseId }) => caseId === id));
  });

  constructor(private readonly file: CaseFile) {}

  /** All that was said in a case, the latest first. */
  of(caseId: string): Promise<Consent[]> {
    return this.consents.load(caseId);
  }

  /** A consent as it is after it was changed. Null where it is hidden. */
  async byId(id: string): Promise<Consent | null> {
    const [found] = await this.found(`select ${COLUMNS} from consent where id = any($1)`, [id]);
    return found ?? null;
  }

  async changed(id: string): Promise<Consent> {
    const found = await this.byId(id);
    if (!found) throw new NotFound();
    return found;
  }

  private async found(text: string, ids: readonly string[]): Promise<Consent[]> {
    const rows = await this.file.allWith<Consent, Judged>(Consent, text, [ids]);
    return rows.map(row => Object.assign(row, { status: consentStatus(row, row.today_is) }));
  }
}
