import { count, readEnv } from '@ura/env';

const env = readEnv(process.env, {
  URA_SHELTERS_BEDS_PER_WORKER: count({
    default: 12,
    desc: 'how many beds a worker keeps at a time, at most',
  }),
  URA_SHELTERS_BEDS_PER_ORGANISATION: count({
    default: 30,
    desc: 'how many beds the workers of an organisation keep at a time, at most',
  }),
});

/** How many beds may be held or expected at a time: by one worker, and by one organisation. */
export const caps = {
  worker: env.URA_SHELTERS_BEDS_PER_WORKER,
  organisation: env.URA_SHELTERS_BEDS_PER_ORGANISATION,
};
