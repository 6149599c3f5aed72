import type { Member } from '@ura/access';
import { type CasesData, MIDDLE } from './fill';
import type { Ask } from './subject';

const NODE = 'node { id code status kind risk ageBand openedOn viewerMay { assign readIdentity } }';
const PAGE_INFO = 'pageInfo { hasNextPage endCursor }';
const LIST = `query ($filter: CaseFilter, $after: String) {
  cases(first: 20, filter: $filter, after: $after) { edges { ${NODE} } ${PAGE_INFO} } }`;
const CASE = `query ($id: ID!) { case(id: $id) {
  id code status kind risk ageBand sex openedOn restricted legalHold region { id } owner { id }
  team { workerId function startedAt endedAt } viewerMay { assign readIdentity }
  timeline(first: 50) { edges { node { id kind detail happenedAt actorId } } ${PAGE_INFO} } } }`;
const GRANTED = 'query ($id: ID!) { case(id: $id) { id code status kind risk ageBand sex region { id } } }';

const INBOX = `query ($statuses: [ReferralStatus!]) {
  referrals(first: 20, box: INBOX, statuses: $statuses) { edges { node { id status urgency sentAt answerBy from { id }
    case { id code kind risk ageBand } } } ${PAGE_INFO} } }`;

/** Something that somebody asks all day. */
export interface Question {
  readonly name: string;
  readonly viewer: Member;
  readonly query: string;
  readonly variables: object;
  /** How many rows the answer has, so that nothing is measured that was not given. */
  readonly rows: number;
}

/** The same questions at every size; each of the people sees the same number of rows. */
export const questionsFor = async (data: CasesData, ask: Ask): Promise<readonly Question[]> => {
  const { usual, busy, supervisor, recipient } = data;
  const list = (name: string, viewer: Member, filter: object = {}, after: string | null = null) => ({
    name,
    viewer,
    query: LIST,
    variables: { filter, after },
    rows: 20,
  });
  const endOf = async (viewer: Member, variables: object): Promise<string> => {
    const answer = await ask(viewer, LIST, variables);
    return answer.cases.pageInfo.endCursor;
  };
  let tenth: string | null = null;
  for (let page = 1; page < 10; page += 1) tenth = await endOf(busy, { after: tenth });
  const middle = await endOf(supervisor, { filter: { regionCode: MIDDLE } });
  return [
    list('list: leads 30', usual),
    list('list: leads 300', busy),
    list('list: leads 300, page 10', busy, {}, tenth),
    list('list: supervisor', supervisor),
    list('list: supervisor, half-way down', supervisor, {}, middle),
    list('list: supervisor, two statuses', supervisor, { statuses: ['REOPENED', 'TRANSFERRED'] }),
    {
      name: 'case with its timeline',
      viewer: usual,
      query: CASE,
      variables: { id: data.ownCaseId },
      rows: 25,
    },
    { name: 'inbox', viewer: recipient, query: INBOX, variables: {}, rows: 20 },
    {
      name: 'inbox: not answered',
      viewer: recipient,
      query: INBOX,
      variables: { statuses: ['SENT', 'ACKNOWLEDGED'] },
      rows: 16,
    },
    {
      name: 'a granted case',
      viewer: recipient,
      query: GRANTED,
      variables: { id: data.grantedCaseId },
      rows: 1,
    },
  ];
};

// biome-ignore lint/suspicious/noExplicitAny: whatever was asked for
export const rowsOf = ({ cases, referrals, case: one }: any): number => {
  const list = cases ?? referrals;
  if (list) return list.edges.length;
  return one?.timeline ? one.timeline.edges.length : Number(one?.kind !== null);
};
