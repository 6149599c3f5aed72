import { roles, type Viewer } from '@ura/access';
import { newId } from '@ura/database';
import { anonymous } from '@ura/testkit';
import fc from 'fast-check';
import type { EntityManager, EntityTarget } from 'typeorm';
import { BedRequest, BedRequestStatus } from '../bed-request/bed-request.entity';
import { mayReadRequest } from '../bed-request/bed-request.rules';
import { Enrolment } from '../daily-programme/enrolment.entity';
import { KeepApart } from '../keep-apart/keep-apart.entity';
import { OnCallTier } from '../on-call/on-call-shift.entity';
import { Shelter } from '../shelter/shelter.entity';
import { ownStaff } from '../shelter/shelter.rules';
import { openSite, type Site } from '../stay/house.fixture';
import { Stay } from '../stay/stay.entity';
import { TurnedAway } from '../unmet-need/unmet-need.entity';
import { mayReadUnmetNeed } from '../unmet-need/unmet-need.rules';
import { Alarm, AlarmKind } from './alarm.entity';
import { mayReadAlarm } from './alarm.rules';

let site: Site;
let organisations: string[];
let now: Date;
beforeAll(async () => {
  site = await openSite();
  const houses = [await site.house(), await site.house({ country: 'XK' }), await site.house()];
  organisations = houses.map(({ shelter }) => shelter.organisationId);
  const { manager } = site.test.owner;
  [{ now }] = await manager.query('select now() as now');
  const minutes = (ahead: number) => new Date(now.getTime() + ahead * 60_000);
  for (const [index, { shelter }] of houses.entries()) {
    const { organisationId, id: shelterId } = shelter;
    const own = { organisationId, shelterId };
    await manager.insert(Stay, { ...own, id: newId(), status: 'ACTIVE', from: now, risk: 'LOW' });
    await manager.insert(Enrolment, { ...own, id: newId(), startsOn: '2026-01-01' });
    await manager.insert(TurnedAway, {
      organisationId,
      id: newId(),
      country: 'AL',
      reason: 'RISK',
      key: newId(),
    });
    const [caseRef, otherCaseRef] = [newId(), newId()].sort() as [string, string];
    await manager.insert(KeepApart, {
      organisationId,
      id: newId(),
      caseRef,
      otherCaseRef,
      recordedById: newId(),
    });
    for (const kind of Object.values(AlarmKind)) {
      for (const tier of Object.values(OnCallTier)) {
        await manager.insert(Alarm, { ...own, id: newId(), kind, tier, key: newId() });
      }
    }
    for (const status of Object.values(BedRequestStatus)) {
      for (const country of ['AL', 'XK', null] as const) {
        for (const answerBy of [minutes(-5), minutes(60)]) {
          await manager.insert(BedRequest, {
            id: newId(),
            organisationId,
            requestedById: newId(),
            status,
            country,
            answerBy,
            offeredByOrganisationId: status === 'OPEN' ? null : organisations[(index + 1) % 3],
            people: [],
            risk: 'LOW',
            urgency: 'ROUTINE',
            avoidPlaceCodes: [],
            languages: [],
          });
        }
      }
    }
  }
});
afterAll(() => site.close());

const viewers = fc.record({
  id: fc.constant(newId()),
  organisationId: fc.nat(3).map(index => index),
  roles: fc.subarray([...roles]),
});

/** What the policies let a viewer read is what the rule says, for viewers at random. */
const proveEqual = async <Row extends { id: string }>(
  entity: EntityTarget<Row>,
  rule: (viewer: Viewer, row: Row, manager: EntityManager) => boolean,
) => {
  const all = await site.test.owner.manager.find(entity);
  const compare = async (viewer: Viewer) => {
    const seen = await site.test.database.as(viewer).run(manager => manager.find(entity));
    const known = new Set(all.map(({ id }) => id));
    const expected = all.filter(row => rule(viewer, row, site.test.owner.manager)).map(({ id }) => id);
    expect(
      seen
        .map(({ id }) => id)
        .filter(id => known.has(id))
        .sort(),
    ).toEqual(expected.sort());
  };
  await compare(anonymous);
  await fc.assert(
    fc.asyncProperty(viewers, ({ id, organisationId: index, roles }) =>
      compare({ id, roles, organisationId: organisations[index] ?? '00000000-0000-4000-8000-000000000000' }),
    ),
    { numRuns: 60 },
  );
};

describe('P56 the policies in the database are the rules in the code', () => {
  test('of stays', () => proveEqual(Stay, ownStaff));
  test('of enrolments', () => proveEqual(Enrolment, ownStaff));
  test('of alarms', () => proveEqual(Alarm, mayReadAlarm));
  test('of what was turned away', () => proveEqual(TurnedAway, mayReadUnmetNeed));
  test('of who is kept apart', () =>
    proveEqual(
      KeepApart,
      (viewer, row) => viewer.organisationId === row.organisationId && viewer.roles.includes('CASE_MANAGER'),
    ));
  test('of requests', async () => {
    const shelters = await site.test.owner.manager.find(Shelter);
    await proveEqual(BedRequest, (viewer, row) => {
      const own = shelters.filter(({ organisationId }) => organisationId === viewer.organisationId);
      return mayReadRequest(
        viewer,
        row,
        own.map(({ country }) => country),
        now,
      );
    });
  });
});

test('P56 without a viewer there are no rows', async () => {
  for (const entity of [Stay, Enrolment, Alarm, TurnedAway, KeepApart, BedRequest]) {
    expect(await site.test.database.source.manager.count(entity)).toBe(0);
  }
});
