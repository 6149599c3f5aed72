import type { Hub } from './hub';
import { usualPorts } from './ports';

const USUAL_ISSUER = `http://127.0.0.1:${usualPorts().identity}`;

/** What `npm start` ends with: where to go, how to sign in, and five things to try. */
export const welcome = ({ url, issuer }: Hub): string => {
  const at = issuer === USUAL_ISSUER ? '' : `URA_ISSUER=${issuer} `;
  return `
The hub is running.

  The graph            ${url}/graphql
  Alive? Ready?        ${url}/health   ${url}/ready
  Sign-in (demo only)  ${issuer}

A token, for an hour:  ${at}npm run --silent token -- mobile-unit@vatra
All accounts:          ${at}npm run --silent token

Five things to try. The first needs no token:

1. Who offers what, where, and what is missing?
   curl -s ${url}/graphql -H 'content-type: application/json' -d '{"query":"{ serviceMap(country: AL, categories: [LEGAL]) { place { name { en } } services organisations gap } }"}'

2. Who can take a woman and two children tonight?
   TOKEN=$(${at}npm run --silent token -- mobile-unit@vatra)
   curl -s ${url}/graphql -H "authorization: Bearer $TOKEN" -H 'content-type: application/json' -d '{"query":"{ findBeds(need: { people: [{ sex: FEMALE, ageBand: AGE_25_59 }, { sex: FEMALE, ageBand: AGE_6_11 }, { sex: MALE, ageBand: AGE_0_5 }], risk: MEDIUM, country: AL, regionCode: \\"AL-12\\" }) { verdict reasons asOf shelter { id name { en } } phone { number } } }"}'

3. Hold the beds: put the id of a shelter that says YES in place of SHELTER.
   curl -s ${url}/graphql -H "authorization: Bearer $TOKEN" -H 'content-type: application/json' -d '{"query":"mutation { holdBeds(input: { shelterId: \\"SHELTER\\", minutes: 60, idempotencyKey: \\"'$(node -p 'crypto.randomUUID()')'\\", need: { people: [{ sex: FEMALE, ageBand: AGE_25_59 }, { sex: FEMALE, ageBand: AGE_6_11 }, { sex: MALE, ageBand: AGE_0_5 }], risk: MEDIUM } }) { code status expiresAt beds { id } } }"}'

4. A girl of 15 is in danger: open a case, and see whom the law wants to be told of it.
   curl -s ${url}/graphql -H "authorization: Bearer $TOKEN" -H 'content-type: application/json' -d '{"query":"mutation { openCase(input: { kind: TRAFFICKING, ageBand: AGE_12_17, sex: FEMALE, regionCode: \\"AL-12\\", idempotencyKey: \\"'$(node -p 'crypto.randomUUID()')'\\" }) { id code status notices { to status dueAt recipient { name { en } } } } }"}'

5. What does a case manager see? Such cases as begin with DEM0 were invented to be looked at.
   TOKEN=$(${at}npm run --silent token -- case-manager@vatra)
   curl -s ${url}/graphql -H "authorization: Bearer $TOKEN" -H 'content-type: application/json' -d '{"query":"{ cases { edges { node { code status risk notices { to status } consents { status } referrals { status to { name { en } } } followUps { dueOn status } viewerMay { refer transfer close } } } } }"}'

A case from beginning to end, step by step: subgraphs/cases/README.md

Everything here but what the organisations say of themselves is demonstration data. Ctrl-C stops it all.
`;
};
