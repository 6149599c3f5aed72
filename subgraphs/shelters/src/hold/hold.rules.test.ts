import { anonymous, roles, type Viewer } from '@ura/access';
import { BedHoldStatus } from './hold.entity';
import {
  effectiveStatus,
  type HoldStep,
  mayChangeRequest,
  mayReadHold,
  transitions,
  whyNot,
} from './hold.rules';

const hold = { organisationId: 'house', requestedByOrganisationId: 'asker' };
const viewer = (organisationId: string, ...given: Viewer['roles']): Viewer => ({
  id: 'me',
  organisationId,
  roles: given,
});

describe('who reads and changes a hold', () => {
  test.each<[string, Viewer, boolean, boolean]>([
    ['nobody who is not signed in', anonymous, false, false],
    ['a worker of the organisation that asked', viewer('asker', 'MOBILE_UNIT'), true, true],
    ['a trainer of the organisation that asked reads', viewer('asker', 'TRAINER'), true, false],
    ['the shelter’s staff read', viewer('house', 'SHELTER_STAFF'), true, false],
    ['the shelter’s manager reads', viewer('house', 'SHELTER_MANAGER'), true, false],
    [
      'the rest of the shelter’s organisation does not',
      viewer('house', 'CASE_MANAGER', 'HOTLINE'),
      false,
      false,
    ],
    ['a third organisation does not, with every role', viewer('other', ...roles), false, false],
  ])('%s', (_who, somebody, mayRead, mayChange) => {
    expect(mayReadHold(somebody, hold)).toBe(mayRead);
    expect(mayChangeRequest(somebody, hold)).toBe(mayChange);
  });
});

describe('the life of a hold', () => {
  const allowed: Record<HoldStep, string[]> = {
    extended: ['HELD'],
    confirmed: ['HELD'],
    released: ['HELD', 'CONFIRMED'],
    declined: ['HELD', 'CONFIRMED'],
    arrived: ['CONFIRMED'],
    'marked as a no-show': ['CONFIRMED'],
  };
  const steps = Object.keys(transitions) as HoldStep[];
  const every = steps.flatMap(step => Object.values(BedHoldStatus).map(status => [step, status] as const));

  test.each(every)('a hold can be %s from %s only where the machine has it', (step, status) => {
    const refusal = allowed[step].includes(status) ? null : `This hold is ${status}; it cannot be ${step}.`;
    expect(whyNot(step, status)).toBe(refusal);
  });

  test.each([
    ['HELD', 1, 'HELD'],
    ['HELD', 0, 'EXPIRED'],
    ['HELD', -1, 'EXPIRED'],
    ['CONFIRMED', -1, 'CONFIRMED'],
    ['RELEASED', -1, 'RELEASED'],
  ] as const)('a %s hold with %i ms left is %s', (status, left, expected) => {
    const at = new Date('2026-11-21T02:00:00Z');
    expect(effectiveStatus({ status, expiresAt: new Date(at.getTime() + left) }, at)).toBe(expected);
  });
});
