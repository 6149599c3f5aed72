import { hasRole, type Rule, type Viewer } from '@ura/access';
import type { LocalizedText } from '@ura/vocabulary';
import { isManager, isStaff } from '../shelter/shelter.rules';
import type { Alarm, AlarmKind } from './alarm.entity';

/** What is about a worker: the data officer's, and nobody else's. */
export const ofWorkers = ['PROBING', 'HOLD_LOOP'] as const satisfies readonly AlarmKind[];

/** What anybody on duty in the house can act on; the rest of a shelter's is its manager's. */
export const ofDuty = [
  'HOLD_UNANSWERED',
  'LATE_ARRIVAL',
  'AWAY_OVERDUE',
  'FIGURES_DUE',
] as const satisfies readonly AlarmKind[];

const isDataOfficer = hasRole('DATA_OFFICER');
export const isCoordinator = hasRole('COORDINATOR');
const isOneOf = (kinds: readonly AlarmKind[], kind: AlarmKind) => kinds.includes(kind);

/** Who is told of an alarm, and may settle it. */
export const mayReadAlarm: Rule<Pick<Alarm, 'kind' | 'tier' | 'organisationId'>> = Object.assign(
  (viewer: Viewer, { kind, tier, organisationId }: Pick<Alarm, 'kind' | 'tier' | 'organisationId'>) => {
    if (tier === 'COALITION' && isCoordinator(viewer, null)) return true;
    if (viewer.organisationId !== organisationId) return false;
    if (isOneOf(ofWorkers, kind)) return isDataOfficer(viewer, null);
    return isManager(viewer, null) || (isOneOf(ofDuty, kind) && isStaff(viewer, null));
  },
  { label: 'mayReadAlarm' },
);

export const mayHaveAlarms = hasRole('SHELTER_STAFF', 'SHELTER_MANAGER', 'COORDINATOR', 'DATA_OFFICER');

/** When each tier is asked about a hold that nobody answers, in minutes after it was made. */
export const escalation = { ON_CALL: 5, MANAGER: 15, COALITION: 30 } as const;

/** How many days before its end a lease is warned of. */
export const leaseWarnings = [60, 14] as const;

/** What each alarm says. None of it tells of whom, or why. */
export const words: Readonly<Record<AlarmKind, LocalizedText>> = {
  HOLD_UNANSWERED: {
    en: 'A hold waits for an answer.',
    sq: 'Një rezervim pret përgjigje.',
    sr: 'Rezervacija čeka odgovor.',
  },
  LATE_ARRIVAL: { en: 'An arrival is late.', sq: 'Një mbërritje është vonuar.', sr: 'Dolazak kasni.' },
  AWAY_OVERDUE: { en: 'A return is late.', sq: 'Një kthim është vonuar.', sr: 'Povratak kasni.' },
  FIGURES_DUE: {
    en: 'Please confirm tonight’s figures.',
    sq: 'Ju lutem konfirmoni shifrat për këtë natë.',
    sr: 'Molimo vas da potvrdite brojke za večeras.',
  },
  LEASE_ENDING: { en: 'A lease ends soon.', sq: 'Një qira mbaron së shpejti.', sr: 'Zakup uskoro ističe.' },
  PLACEMENT_REVIEW: {
    en: 'Please review this placement.',
    sq: 'Ju lutem rishikoni këtë vendosje.',
    sr: 'Molimo vas da ponovo razmotrite ovaj smeštaj.',
  },
  EXIT_UNAPPROVED: {
    en: 'Please review this exit.',
    sq: 'Ju lutem rishikoni këtë dalje.',
    sr: 'Molimo vas da razmotrite ovaj izlazak.',
  },
  PROBING: {
    en: 'Please review a worker’s searches.',
    sq: 'Ju lutem rishikoni kërkimet e një punonjësi.',
    sr: 'Molimo vas da pregledate pretrage jednog radnika.',
  },
  HOLD_LOOP: {
    en: 'Please review a worker’s holds.',
    sq: 'Ju lutem rishikoni rezervimet e një punonjësi.',
    sr: 'Molimo vas da pregledate rezervacije jednog radnika.',
  },
};

/** When the houses are asked to confirm their figures for the night, by the local clock. */
export const EVENING = '20:00';
