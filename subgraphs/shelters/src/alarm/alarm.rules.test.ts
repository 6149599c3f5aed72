import { colleagueOf, member } from '@ura/testkit';
import { AlarmKind } from './alarm.entity';
import { mayReadAlarm, words } from './alarm.rules';

const manager = member({ roles: ['SHELTER_MANAGER'] });
const { organisationId } = manager;
const staff = colleagueOf(manager, 'SHELTER_STAFF');
const officer = colleagueOf(manager, 'DATA_OFFICER');
const coordinator = member({ roles: ['COORDINATOR'] });
const stranger = member({ roles: ['SHELTER_MANAGER', 'DATA_OFFICER'] });

const hold = { kind: 'HOLD_UNANSWERED', tier: 'ON_CALL', organisationId } as const;
const review = { kind: 'PLACEMENT_REVIEW', tier: 'MANAGER', organisationId } as const;
const probing = { kind: 'PROBING', tier: 'MANAGER', organisationId } as const;
const coalition = { kind: 'HOLD_UNANSWERED', tier: 'COALITION', organisationId } as const;

test.each([
  ['staff on duty are told of a hold', staff, hold, true],
  ['the manager too', manager, hold, true],
  ['the review of a placement is the manager’s', manager, review, true],
  ['and not the staff’s', staff, review, false],
  ['a worker’s searches are the data officer’s', officer, probing, true],
  ['and not the manager’s', manager, probing, false],
  ['a data officer has nothing to do with holds', officer, hold, false],
  ['the coalition is told of what it is asked', coordinator, coalition, true],
  ['and of nothing before', coordinator, hold, false],
  ['the shelter goes on being told', staff, coalition, true],
  ['another organisation is not', stranger, hold, false],
  ['nor of workers', stranger, probing, false],
])('%s', (_what, viewer, alarm, verdict) => expect(mayReadAlarm(viewer, alarm)).toBe(verdict));

test('every alarm has words in the three languages', () => {
  for (const kind of Object.values(AlarmKind)) {
    expect(Object.keys(words[kind]).sort()).toEqual(['en', 'sq', 'sr']);
  }
});
