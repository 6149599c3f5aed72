import { count, readEnv, str } from '@ura/env';
import { type KeyService, keyRing, keyRingFile } from '@ura/vault';

const env = readEnv(process.env, {
  URA_CASES_KEYS: str({ default: '', desc: 'the key ring of identities, as JSON' }),
  URA_CASES_KEYS_FILE: str({ default: '', desc: 'or the file that holds it' }),
  URA_CASES_ROOT_KEY: str({
    default: 'refused',
    choices: ['refused', 'allowed'],
    desc: 'whether the ring may be one root; for one machine only',
  }),
  URA_CASES_ANCHORS: str({ default: '', desc: 'the file in which the audit is anchored' }),
  URA_CASES_EMERGENCIES_PER_MONTH: count({
    default: 5,
    desc: 'how often a worker opens a case in an emergency in a calendar month, at most',
  }),
  URA_CASES_EMERGENCY_HOURS: count({
    default: 1,
    desc: 'for how long a case is opened in an emergency, unless it is said; 24 at most',
  }),
  URA_CASES_MATCHES_PER_DAY: count({
    default: 20,
    desc: 'how often a worker looks for possible duplicates in 24 hours, at most',
  }),
  URA_CASES_MATCHES_PER_ORGANISATION: count({
    default: 100,
    desc: 'how often the workers of an organisation do so, at most',
  }),
});

/** How often and for how long a case may be opened in an emergency. */
export const emergencies = {
  perMonth: env.URA_CASES_EMERGENCIES_PER_MONTH,
  hours: Math.min(env.URA_CASES_EMERGENCY_HOURS, 24),
};

/** How many searches for possible duplicates there may be in 24 hours: by one worker, and by one organisation. */
export const matches = {
  perWorker: env.URA_CASES_MATCHES_PER_DAY,
  perOrganisation: env.URA_CASES_MATCHES_PER_ORGANISATION,
};

/** The file outside the database in which the audit's chains are anchored. */
export const anchors = env.URA_CASES_ANCHORS;

let ring: KeyService | undefined;

/** The keys of identities. Throws an error whose sentence says what is missing, for the process's start. */
export const keys = (): KeyService => {
  if (ring) return ring;
  const { URA_CASES_KEYS: json, URA_CASES_KEYS_FILE: file, URA_CASES_ROOT_KEY: root } = env;
  if (!json && !file) {
    throw new Error(
      'There are no keys for identities: set URA_CASES_KEYS or URA_CASES_KEYS_FILE. Nothing is kept in clear instead.',
    );
  }
  const options = { mayHaveRoot: root === 'allowed' };
  ring = json ? keyRing(json, options) : keyRingFile(file, options);
  return ring;
};

/** Ends the process with a sentence where it lacks what no identity can be kept without. */
export const refuseToStartWithoutKeys = (): void => {
  try {
    keys();
    if (!anchors) throw new Error('There is no file for the audit’s anchors: set URA_CASES_ANCHORS.');
  } catch (error) {
    console.error(`cases: ${(error as Error).message}`);
    process.exit(1);
  }
};
