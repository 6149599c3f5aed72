import { newId } from '@ura/database';
import { colleagueOf, member } from '@ura/testkit';
import { BedRequestStatus } from './bed-request.entity';
import { effectiveRequestStatus, mayReadRequest, requestMayBecome } from './bed-request.rules';

const statuses = Object.values(BedRequestStatus);
const steps: [BedRequestStatus, BedRequestStatus][] = [
  ['OPEN', 'OFFERED'],
  ['OPEN', 'CANCELLED'],
  ['OPEN', 'UNMET'],
  ['OFFERED', 'PLACED'],
  ['OFFERED', 'OPEN'],
  ['OFFERED', 'CANCELLED'],
  ['OFFERED', 'UNMET'],
];
const now = new Date('2026-01-14T01:00:00Z');
const later = new Date('2026-01-14T01:00:01Z');

describe('a request', () => {
  test.each(steps)('that is %s may become %s', (from, to) => expect(requestMayBecome(from, to)).toBe(true));

  test('has no other step', () => {
    const known = statuses.flatMap(from =>
      statuses.filter(to => requestMayBecome(from, to)).map(to => [from, to]),
    );
    expect(known).toHaveLength(steps.length);
  });

  test.each([
    ['OFFERED', later, 'OFFERED'],
    ['OFFERED', now, 'OPEN'],
    ['PLACED', now, 'PLACED'],
    ['OPEN', null, 'OPEN'],
  ] as const)('that is stored as %s with an answer by %s is %s', (status, answerBy, effective) => {
    expect(effectiveRequestStatus({ status, answerBy }, now)).toBe(effective);
  });
});

describe('who knows of a request', () => {
  const asker = member({ roles: ['MOBILE_UNIT'] });
  const staff = member({ roles: ['SHELTER_STAFF'] });
  const open = {
    organisationId: asker.organisationId,
    offeredByOrganisationId: null,
    country: 'AL',
    status: 'OPEN',
    answerBy: null,
  } as const;
  const offered = { ...open, offeredByOrganisationId: newId(), status: 'OFFERED', answerBy: later } as const;

  test.each([
    ['a colleague of whoever asked', colleagueOf(asker, 'HOTLINE'), open, [], true],
    ['a shelter of the country', staff, open, ['AL'], true],
    ['a shelter of the other country', staff, open, ['XK'], false],
    ['any shelter, where any country will do', staff, { ...open, country: null }, ['XK'], true],
    ['somebody else’s mobile unit', member({ roles: ['MOBILE_UNIT'] }), open, ['AL'], false],
    ['a shelter, while another offers', staff, offered, ['AL'], false],
    ['a shelter, once that offer has lapsed', staff, { ...offered, answerBy: now }, ['AL'], true],
    [
      'the shelter that offers',
      staff,
      { ...offered, offeredByOrganisationId: staff.organisationId },
      ['AL'],
      true,
    ],
    ['a shelter, once they are placed', staff, { ...open, status: 'PLACED' as const }, ['AL'], false],
    ['nobody who is not signed in', { id: null, organisationId: null, roles: [] }, open, ['AL'], false],
  ] as const)('%s', (_who, viewer, request, countries, verdict) => {
    expect(mayReadRequest(viewer, request, countries, now)).toBe(verdict);
  });
});
