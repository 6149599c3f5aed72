import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { EntityManager } from 'typeorm';
import { ReflectionPolicy } from './identification/reflection-policy.entity';
import { KnownRecipient } from './notice/known-recipient.entity';
import { NoticeRule } from './notice/notice-rule.entity';
import { KnownPlace } from './place/place.entity';
import { RetentionRule } from './retention/retention-rule.entity';
import { ServiceOffer } from './service/service-offer.entity';

/** As the files have it: what is not said is left out. */
type RuleRecord = Pick<
  NoticeRule,
  'id' | 'country' | 'kind' | 'to' | 'ages' | 'validFrom' | 'source' | 'verified'
> &
  Partial<NoticeRule>;
type PolicyRecord = Omit<ReflectionPolicy, 'validTo'> & Partial<ReflectionPolicy>;

/** What a file of the first data holds. */
export const records = <Kind>(folder: string, file: string): Kind[] =>
  JSON.parse(readFileSync(path.join(folder, file), 'utf8'));

/**
 * Loads the places that are not there yet, and the rules of notices as their files have them now: nobody
 * else changes these, and what they brought about before stays as it is.
 */
export const loadFirstData = async (manager: EntityManager, folder: string): Promise<void> => {
  const places = records<KnownPlace>(folder, 'places.json').map(
    ({ id, code, parentCode, level, country }) => ({
      id,
      code,
      parentCode,
      level,
      country,
    }),
  );
  await manager.createQueryBuilder().insert().into(KnownPlace).values(places).orIgnore().execute();
  const terms = records<RetentionRule>(folder, 'retention-rules.json');
  await manager.createQueryBuilder().insert().into(RetentionRule).values(terms).orIgnore().execute();
  await manager.createQueryBuilder().insert().into(ServiceOffer).values(offers(folder)).orIgnore().execute();
  await loadRules(manager, folder);
};

interface ServiceRecord {
  readonly typeCode: string;
  readonly organisationSlug: string;
  readonly status: string;
}

const offers = (folder: string): ServiceOffer[] => {
  const organisations = records<{ id: string; slug: string }>(folder, 'organisations.json');
  const idOf = new Map(organisations.map(({ id, slug }) => [slug, id]));
  return records<ServiceRecord>(folder, 'services.json')
    .filter(({ status }) => status === 'ACTIVE')
    .map(({ typeCode, organisationSlug }) => {
      const organisationId = idOf.get(organisationSlug);
      if (!organisationId) throw new Error(`services.json: there is no organisation ${organisationSlug}`);
      return { organisationId, serviceCode: typeCode };
    });
};

async function loadRules(manager: EntityManager, folder: string): Promise<void> {
  const rules = records<RuleRecord>(folder, 'notice-rules.json').map(rule => ({
    notRequiredReason: null,
    hoursUntilDue: 0,
    minutesUntilOverdue: 0,
    hoursUntilAcknowledged: 0,
    urgency: 'ROUTINE' as const,
    validTo: null,
    ...rule,
  }));
  await manager.upsert(NoticeRule, rules, ['id']);
  const policies = records<PolicyRecord>(folder, 'reflection-policies.json');
  await manager.upsert(
    ReflectionPolicy,
    policies.map(policy => ({ validTo: null, ...policy })),
    ['id'],
  );
  const organisations = records<{ id: string; slug: string }>(folder, 'organisations.json');
  const recipients = records<KnownRecipient & { organisationSlug: string }>(folder, 'notice-recipients.json');
  await manager.upsert(
    KnownRecipient,
    recipients.map(({ id, to, country, regionCode, organisationSlug }) => {
      const organisation = organisations.find(({ slug }) => slug === organisationSlug);
      if (!organisation) {
        throw new Error(`notice-recipients.json: there is no organisation ${organisationSlug}`);
      }
      return { id, to, country, regionCode: regionCode ?? null, organisationId: organisation.id };
    }),
    ['id'],
  );
}
