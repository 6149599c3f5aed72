import { type CodeOf, enumOf } from '@ura/vocabulary';

export const RefAudience = enumOf('RefAudience', 'For which subgraph a pseudonym of a case is made.', {
  SHELTERS: 'For needs, holds and stays.',
  LEGAL_CLINIC: 'For matters.',
});
export type RefAudience = CodeOf<typeof RefAudience>;
