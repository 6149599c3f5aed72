import type { Member, Role } from '@ura/access';
import { newId } from '@ura/database';
import fc from 'fast-check';
import type { DataSource } from 'typeorm';
import { Case } from '../case/case.entity';
import { Consent, ConsentBundle, type ConsentPurpose } from '../consent/consent.entity';
import { EmergencyAccess } from '../emergency/emergency-access.entity';
import { Referral, ReferralStatus } from '../referral/referral.entity';
import { TeamFunction, TeamMember } from '../team/team-member.entity';
import { Transfer, TransferStatus } from '../transfer/transfer.entity';
import type { Exchange, Ways } from './part.rules';

/** Days and hours from now, so that one arbitrary moves what is told by the clock. */
const days = fc.integer({ min: -3, max: 3 });
const hours = fc.constantFrom(-25, -2, -1, 1, 2, 24);
const organisation = fc.integer({ min: 0, max: 2 });
const person = fc.integer({ min: 0, max: 5 });
const people = fc.uniqueArray(person, { maxLength: 2 });
const roles: readonly Role[] = [
  'MOBILE_UNIT',
  'CASE_MANAGER',
  'SUPERVISOR',
  'SPECIALIST',
  'LAWYER',
  'SHELTER_STAFF',
  'DATA_OFFICER',
  'ANALYST',
  'TRAINER',
];

const grant = fc.record({
  to: organisation,
  isTransfer: fc.boolean(),
  referral: fc.constantFrom(...Object.values(ReferralStatus)),
  transfer: fc.constantFrom(...Object.values(TransferStatus)),
  bundles: fc.uniqueArray(fc.constantFrom(...Object.values(ConsentBundle)), { minLength: 1 }),
  granted: fc.option(days, { freq: 5 }),
  valid: days,
  answer: hours,
  isRefused: fc.boolean(),
  isWithdrawn: fc.boolean(),
  isSuperseded: fc.boolean(),
  only: people,
  except: people,
});

/** Three organisations with two people each, their cases, and every way into them. */
export const worlds = fc.record({
  people: fc.array(fc.uniqueArray(fc.constantFrom(...roles), { minLength: 1, maxLength: 2 }), {
    minLength: 6,
    maxLength: 6,
  }),
  cases: fc.array(
    fc.record({
      owner: organisation,
      restricted: fc.boolean(),
      team: fc.array(
        fc.record({
          who: person,
          work: fc.constantFrom(...Object.values(TeamFunction)),
          hasEnded: fc.boolean(),
        }),
        { maxLength: 3 },
      ),
      emergencies: fc.array(fc.record({ who: person, until: hours }), { maxLength: 2 }),
      grants: fc.array(grant, { maxLength: 3 }),
    }),
    { minLength: 1, maxLength: 4 },
  ),
});
type Sketch = typeof worlds extends fc.Arbitrary<infer World> ? World : never;

/** A case as it was made, with what each of the people has to do with it. */
export interface MadeCase {
  readonly id: string;
  readonly organisationId: string;
  readonly restricted: boolean;
  waysOf(viewer: Member): Ways;
}

export interface World {
  readonly people: readonly Member[];
  readonly cases: readonly MadeCase[];
}

const dayIn = (today: string, offset: number): string =>
  new Date(Date.parse(today) + offset * 86_400_000).toISOString().slice(0, 10);

/** Writes a world into the database, behind the curtain. */
export const make = (owner: DataSource, sketch: Sketch): Promise<World> =>
  owner.transaction(async manager => {
    const [{ now, today }] = await manager.query(
      `select now(), ((now() at time zone 'Europe/Tirane')::date)::text as today`,
    );
    const organisations = [newId(), newId(), newId()];
    const members = sketch.people.map(
      (given, place): Member => ({ id: newId(), organisationId: organisations[place % 3]!, roles: given }),
    );
    const idsOf = (places: readonly number[]) => places.map(place => members[place]!.id);
    const made: MadeCase[] = [];
    for (const { owner: place, restricted, team, emergencies, grants } of sketch.cases) {
      const id = newId();
      const organisationId = organisations[place]!;
      await manager.insert(Case, {
        id,
        organisationId,
        code: newId(),
        status: 'ACTIVE',
        kind: 'OTHER_GBV',
        ageBand: 'UNKNOWN',
        sex: 'UNKNOWN',
        country: 'AL',
        regionCode: 'AL-12',
        openedOn: today,
        openedById: newId(),
        restricted,
        sheltersRef: newId(),
        legalRef: newId(),
      });
      const places = team.filter(
        (one, at) =>
          team.findIndex(
            other => other.who === one.who && other.work === one.work && !other.hasEnded && !one.hasEnded,
          ) === at || one.hasEnded,
      );
      for (const { who, work, hasEnded } of places) {
        const workerId = members[who]!.id;
        const endedAt = hasEnded ? now : null;
        await manager.insert(TeamMember, { id: newId(), caseId: id, workerId, function: work, endedAt });
      }
      const opened = emergencies.map(({ who, until }) => ({
        ...members[who]!,
        until: new Date(now.getTime() + until * 3_600_000),
      }));
      for (const { id: workerId, organisationId: of, until } of opened) {
        const access = { id: newId(), caseId: id, workerId, organisationId: of, until };
        await manager.insert(EmergencyAccess, { ...access, reason: 'LIFE_IN_DANGER' });
      }
      const given = grants.map(one => ({
        to: organisations[one.to]!,
        exchange: (one.isTransfer
          ? { kind: 'TRANSFER', status: one.transfer }
          : { kind: 'REFERRAL', status: one.referral }) as Exchange,
        answerBy: new Date(now.getTime() + one.answer * 3_600_000).toISOString(),
        purposes: ['SHELTER'] as ConsentPurpose[],
        bundles: one.bundles,
        grantedOn: one.granted === null ? null : dayIn(today, one.granted),
        validTo: dayIn(today, one.valid),
        refusedAt: one.isRefused ? now : null,
        withdrawnAt: one.isWithdrawn ? now : null,
        supersededAt: one.isSuperseded ? now : null,
        recipientPeople: idsOf(one.only),
        exceptPeople: idsOf(one.except),
      }));
      // One offer of a transfer at a time.
      const kept = given.filter(
        (one, at) =>
          one.exchange.status !== 'OFFERED' ||
          given.findIndex(({ exchange }) => exchange.status === 'OFFERED') === at,
      );
      for (const { to, exchange, answerBy, ...consent } of kept) {
        const consentId = newId();
        const { recipientPeople, exceptPeople } = consent;
        await manager.insert(Consent, {
          ...consent,
          id: consentId,
          caseId: id,
          recipientId: to,
          textVersion: '1',
          language: 'sq',
        });
        const sent = {
          id: newId(),
          caseId: id,
          consentId,
          fromOrganisationId: organisationId,
          toOrganisationId: to,
          recipientPeople,
          exceptPeople,
        };
        if (exchange.kind === 'TRANSFER')
          await manager.insert(Transfer, { ...sent, status: exchange.status });
        else {
          const referred = { ...sent, status: exchange.status, urgency: 'URGENT' as const };
          await manager.insert(Referral, { ...referred, sentAt: now, answerBy: new Date(answerBy) });
        }
      }
      made.push({
        id,
        organisationId,
        restricted,
        waysOf: viewer => ({
          team: places
            .filter(({ who }) => members[who] === viewer)
            .map(({ work, hasEnded }) => ({ function: work, endedAt: hasEnded ? now : null })),
          emergencies: opened
            .filter(({ id: worker }) => worker === viewer.id)
            .map(({ until }) => ({ until: until.toISOString() })),
          grants: kept.filter(({ to }) => to === viewer.organisationId),
        }),
      });
    }
    return { people: members, cases: made };
  });
