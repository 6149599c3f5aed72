import type { Member, Role } from '@ura/access';
import { newId } from '@ura/database';
import { anonymous } from '@ura/testkit';
import fc from 'fast-check';
import { Consent, ConsentBundle } from '../consent/consent.entity';
import {
  Referral,
  type ReferralStatus,
  ReferralStatus as ReferralStatuses,
} from '../referral/referral.entity';
import { caseManager, openCase, type Stage, stage } from '../testing';
import { Transfer, TransferStatus } from '../transfer/transfer.entity';
import { type CasePart, partsOpen, type Ways } from './part.rules';

let on: Stage;
beforeAll(async () => {
  on = await stage();
});
afterAll(() => on.end());

const SEEN = '{ id legalHold restricted kind status grant { bundles } }';
const people = [newId(), newId(), newId()];
const some = <Thing>(things: readonly Thing[], minLength = 0) => fc.subarray([...things], { minLength });
/** Mostly the usual, so that most of what is made up would open something, and each thing alone keeps it shut. */
const mostly = <Thing>(usual: Thing, ...others: readonly Thing[]) =>
  fc.oneof(
    { weight: 8, arbitrary: fc.constant(usual) },
    { weight: 2, arbitrary: fc.constantFrom(...others) },
  );
const never = mostly<Date | null>(null, new Date('2026-01-01T00:00:00Z'));
const nobody: string[] = [];

/** A referral or a transfer of any state, under a consent of any state, to the recipient or to another. */
const exchange = fc.record({
  kind: fc.constantFrom('referral' as const, 'transfer' as const),
  referral: fc.oneof(
    fc.constantFrom('SENT' as const, 'SENT' as const, 'ACCEPTED' as const),
    fc.constantFrom(...Object.values(ReferralStatuses)),
  ),
  transfer: fc.constantFrom(...Object.values(TransferStatus).filter(status => status !== 'OFFERED')),
  isOffered: fc.boolean(),
  hoursLeft: fc.constantFrom(-48, -1, 1, 48),
  toUs: mostly(true, false),
  names: fc.oneof(fc.constant(nobody), some(people)),
  excepts: fc.oneof(fc.constant(nobody), some(people)),
  bundles: some(Object.values(ConsentBundle)),
  grantedIn: mostly<number | null>(0, -400, -1, 1, null),
  validIn: mostly<number | null>(0, 90, -1, -400, null),
  withdrawnAt: never,
  refusedAt: never,
  supersededAt: never,
});
type Exchange = typeof exchange extends fc.Arbitrary<infer Value> ? Value : never;

const roles: Role[] = [
  'CASE_MANAGER',
  'SUPERVISOR',
  'SHELTER_STAFF',
  'LAWYER',
  'HOTLINE',
  'DATA_OFFICER',
  'TRAINER',
];

interface Clock {
  readonly now: Date;
  readonly day: (days: number | null) => string | null;
}

const clock = async (): Promise<Clock> => {
  const [{ now, today }] = await on.owner.query(
    `select now(), ((now() at time zone 'Europe/Tirane')::date)::text as today`,
  );
  const day = (days: number | null) =>
    days === null ? null : new Date(Date.parse(today) + days * 86_400_000).toISOString().slice(0, 10);
  return { now, day };
};

/** Puts an exchange into the database, and says what it is in the words of the rule. */
const arrange = async (
  { caseId, from, to }: { caseId: string; from: string; to: string },
  it: Exchange,
  isFirstOffer: boolean,
  { now, day }: Clock,
): Promise<Ways['grants'][number]> => {
  const consentId = newId();
  const people = { recipientPeople: it.names, exceptPeople: it.excepts };
  const facts = {
    ...{ grantedOn: day(it.grantedIn), validTo: day(it.validIn) },
    ...{ withdrawnAt: it.withdrawnAt, refusedAt: it.refusedAt, supersededAt: it.supersededAt },
  };
  const said = { bundles: it.bundles, purposes: ['SHELTER' as const], language: 'sq', textVersion: '1' };
  await on.owner.manager.insert(Consent, { ...facts, ...said, id: consentId, caseId, recipientId: to });
  const sides = { fromOrganisationId: from, toOrganisationId: to };
  const row = { ...people, ...sides, id: newId(), caseId, consentId };
  const answerBy = new Date(now.getTime() + it.hoursLeft * 3_600_000);
  if (it.kind === 'referral') {
    const status: ReferralStatus = it.referral;
    await on.owner.manager.insert(Referral, { ...row, status, answerBy, urgency: 'ROUTINE' });
    return {
      ...facts,
      ...people,
      ...said,
      exchange: { kind: 'REFERRAL', status },
      answerBy: answerBy.toISOString(),
    };
  }
  const status = it.isOffered && isFirstOffer ? 'OFFERED' : it.transfer;
  await on.owner.manager.insert(Transfer, { ...row, status });
  return { ...facts, ...people, ...said, exchange: { kind: 'TRANSFER', status }, answerBy: null };
};

/** The parts that an answer shows to be open. */
const partsOf = (seen: Record<string, unknown> & { grant: { bundles: CasePart[] } | null }): CasePart[] => [
  ...(seen.legalHold === null ? [] : (['RECORD'] as const)),
  ...(seen.restricted === null ? [] : (['TEAM'] as const)),
  ...(seen.grant?.bundles ?? []),
];

test('P11 P16 P23 what a recipient sees, at every door, is what the rule says: over exchanges, consents, people and days', async () => {
  const ana = caseManager();
  const verdicts = { open: 0, shut: 0 };
  await fc.assert(
    fc.asyncProperty(
      fc.array(exchange, { minLength: 1, maxLength: 4 }),
      fc.constantFrom(...people),
      fc.oneof(fc.constant<Role[]>(['CASE_MANAGER']), some(roles, 1)),
      async (exchanges, id, wanted) => {
        const moment = await clock();
        const caseId = await openCase(on.client, ana);
        const viewer: Member = { id, organisationId: newId(), roles: wanted };
        const grants: Ways['grants'][number][] = [];
        let isFirstOffer = true;
        for (const each of exchanges) {
          const to = each.toUs ? viewer.organisationId : newId();
          const grant = await arrange({ caseId, from: ana.organisationId, to }, each, isFirstOffer, moment);
          if (grant.exchange.status === 'OFFERED') isFirstOffer = false;
          if (each.toUs) grants.push(grant);
        }
        const owner = { organisationId: ana.organisationId, restricted: false };
        const judged = { now: moment.now, today: moment.day(0)! };
        const parts = partsOpen(viewer, owner, { team: [], emergencies: [], grants }, judged).sort();
        verdicts[parts.length > 0 ? 'open' : 'shut'] += 1;

        const asked = await on.client.ask(
          viewer,
          `query ($id: ID!) { case(id: $id) ${SEEN} cases(first: 100) { edges { node ${SEEN} } } }`,
          { id: caseId },
        );
        const [entity] =
          (await on.client.entities(viewer, 'Case', [{ id: caseId }], SEEN)).data?._entities ?? [];
        const [{ said }] = await on.database
          .as(viewer)
          .run(manager => manager.query('select case_parts($1) as said', [caseId]));
        expect([...said].sort()).toEqual(parts);
        if (asked.errors)
          return expect([asked.errors[0]?.extensions?.code, parts]).toEqual(['FORBIDDEN', []]);
        const listed = asked.data.cases.edges.find(
          ({ node }: { node: { id: string } }) => node.id === caseId,
        );
        for (const seen of [asked.data.case, entity, listed?.node ?? null]) {
          expect(seen ? partsOf(seen).sort() : []).toEqual(parts);
          expect(seen?.kind ?? null).toBe(parts.includes('BASICS') ? 'DOMESTIC_VIOLENCE' : null);
        }
        return undefined;
      },
    ),
    { numRuns: 150 },
  );
  expect([verdicts.open > 8, verdicts.shut > 8]).toEqual([true, true]);
}, 120_000);

test('whoever is nobody sees no case', async () => {
  const caseId = await openCase(on.client, caseManager());
  const answer = await on.client.ask(anonymous, 'query ($id: ID!) { case(id: $id) { id } }', { id: caseId });
  expect(answer.errors?.[0]?.extensions?.code).toBe('UNAUTHENTICATED');
});
