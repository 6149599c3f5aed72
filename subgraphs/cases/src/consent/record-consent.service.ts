import { isMember, type Member, type Viewer } from '@ura/access';
import { newId, once, type ScopedDatabase } from '@ura/database';
import { Invalid, NotFound, Unauthenticated } from '@ura/errors';
import { type EntityManager, IsNull } from 'typeorm';
import { mayRecordConsent } from '../case/case.rules';
import { caseToChange } from '../case/case.service';
import { todayIs } from '../clock/day.service';
import { standUnder } from '../referral/exchange.service';
import { tell } from '../timeline/timeline.service';
import { Consent } from './consent.entity';
import type { RecordConsentInput, RefuseConsentInput, WithdrawConsentInput } from './consent.inputs';
import { daysAfter, flawOf, USUAL_DAYS } from './consent.rules';
import type { ConsentService } from './consent.service';

/** Records what a survivor says: yes, no, and no longer. */
export class RecordConsentService {
  constructor(
    private readonly database: ScopedDatabase,
    private readonly viewer: Viewer,
    private readonly consents: ConsentService,
  ) {}

  /** Throws Invalid for what is no consent; then nothing is kept, as half a consent would look like one. */
  record(input: RecordConsentInput): Promise<Consent> {
    return this.once('recordConsent', input, async (manager, viewer) => {
      const { ageBand, works } = await caseToChange(manager, viewer, input.caseId, mayRecordConsent);
      const today = await todayIs(manager);
      const isOwn = input.recipientId.toLowerCase() === viewer.organisationId;
      const flaw = flawOf(input, { ageBand, today, recorderId: viewer.id, works: isOwn ? works : null });
      if (flaw) throw new Invalid(`input.${flaw.field}`, flaw.message);
      const id = await this.granted(manager, input, today);
      await tell(manager, {
        caseId: input.caseId,
        kind: 'CONSENT_RECORDED',
        part: 'TEAM',
        subjectId: id,
        actorId: viewer.id,
      });
      return id;
    });
  }

  refuse(input: RefuseConsentInput): Promise<Consent> {
    return this.once('refuseConsent', input, async (manager, viewer) => {
      const { caseId, recipientId, purposes, language, textVersion } = input;
      await caseToChange(manager, viewer, caseId, mayRecordConsent);
      const id = newId();
      await manager.insert(Consent, {
        ...{ id, caseId, recipientId, purposes, bundles: [], language, textVersion },
        refusedAt: () => 'now()',
      });
      await tell(manager, {
        caseId,
        kind: 'CONSENT_REFUSED',
        part: 'TEAM',
        subjectId: id,
        actorId: viewer.id,
      });
      return id;
    });
  }

  /**
   * Ends what a recipient was allowed, with every referral and transfer that stands on it, for anybody on
   * duty. Whoever does not see the consent learns that it is withdrawn, when, and nothing else of it.
   */
  async withdraw(input: WithdrawConsentInput): Promise<Consent> {
    const { consentId, caseCode, recipientId } = input;
    if (Boolean(consentId) === Boolean(caseCode && recipientId)) {
      throw new Invalid('input.consentId', 'Say the consent, or the case’s code and the recipient.');
    }
    const code = caseCode?.trim().toUpperCase() ?? null;
    const [withdrawn] = await this.database.run(manager =>
      manager.query('select id, withdrawn_at from withdraw_consent($1, $2, $3)', [
        consentId ?? null,
        code,
        recipientId ?? null,
      ]),
    );
    if (!withdrawn) throw new NotFound();
    return (await this.consents.byId(withdrawn.id)) ?? takenBack(withdrawn.id, withdrawn.withdrawn_at);
  }

  /** Keeps it in place of the former one for the same recipient; what stood on that stands on this. */
  private async granted(manager: EntityManager, input: RecordConsentInput, today: string): Promise<string> {
    const { caseId, recipientId, recipientPeople, exceptPeople, guardian, assent } = input;
    const former = await manager.findOneBy(Consent, {
      ...{ caseId, recipientId },
      ...{ refusedAt: IsNull(), withdrawnAt: IsNull(), supersededAt: IsNull() },
    });
    if (former) await manager.update(Consent, { id: former.id }, { supersededAt: () => 'now()' });
    const id = newId();
    await manager.insert(Consent, {
      ...{ id, caseId, recipientId, grantedOn: today },
      recipientPeople: recipientPeople ?? [],
      exceptPeople: exceptPeople ?? [],
      purposes: input.purposes,
      bundles: input.bundles,
      validTo: input.validTo ?? daysAfter(today, USUAL_DAYS),
      form: input.form,
      witnessId: input.witnessId ?? null,
      language: input.language,
      textVersion: input.textVersion,
      guardianRelation: guardian?.relation ?? null,
      guardianConsentedOn: guardian?.consentedOn ?? null,
      assentedOn: assent?.givenOn ?? null,
    });
    if (former) await standUnder(manager, former.id, { ...input, id });
    return id;
  }

  private async once<Input extends { readonly idempotencyKey: string }>(
    operation: string,
    input: Input,
    work: (manager: EntityManager, viewer: Member) => Promise<string>,
  ): Promise<Consent> {
    const { viewer } = this;
    if (!isMember(viewer)) throw new Unauthenticated();
    const id = await this.database.run(manager =>
      once(manager, { viewer, operation, input }, () => work(manager, viewer)),
    );
    return this.consents.changed(id);
  }
}

const takenBack = (id: string, withdrawnAt: Date): Consent =>
  Object.assign(new Consent(), { id, status: 'WITHDRAWN', withdrawnAt, purposes: [], bundles: [] });
