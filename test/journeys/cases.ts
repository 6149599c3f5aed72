import type { Answer } from '@ura/testkit';
import { getNamedType, isInputObjectType } from 'graphql';
import { newKey, organisations, type Person, startTestHub, type TestHub, type Told } from '../hub';
import { apiSchema } from './case-page';

const mutations = apiSchema().getMutationType()!.getFields();

/** Any mutation that takes an input, with a key of its own where it wants one. */
export const tries = (who: Person, name: string, input: object, wanted = '{ id }') => {
  const { type } = mutations[name]!.args[0]!;
  const of = getNamedType(type);
  const wantsKey = isInputObjectType(of) && 'idempotencyKey' in of.getFields();
  return who.ask(`mutation ($input: ${type}) { ${name}(input: $input) ${wanted} }`, {
    input: { ...(wantsKey && { idempotencyKey: newKey() }), ...input },
  });
};

/** The same, where it must be done. */
export const does = async (...what: Parameters<typeof tries>) => done(await tries(...what));

/** What a question or a mutation of one root field answered. Throws where it was refused. */
// biome-ignore lint/suspicious/noExplicitAny: a journey reads what it asked for
export const done = ({ data, errors }: Answer<any>) => {
  if (errors) throw new Error(JSON.stringify(errors));
  // biome-ignore lint/suspicious/noExplicitAny: a journey reads what it asked for
  return Object.values(data)[0] as any;
};

/** What a list has on its first page. */
// biome-ignore lint/suspicious/noExplicitAny: a journey reads what it asked for
export const nodesOf = (list: { readonly edges: readonly { readonly node: any }[] }) =>
  list.edges.map(({ node }) => node);

export const codeOf = ({ errors }: { readonly errors?: Answer['errors'] }): unknown =>
  errors?.[0]?.extensions?.code;

/** A woman of whom nothing else is known. */
export const somebody = {
  kind: 'DOMESTIC_VIOLENCE',
  ageBand: 'AGE_25_59',
  sex: 'FEMALE',
  regionCode: 'AL-12',
};

/** Somebody opens a case, and is the first of its team. */
export const opens = (who: Person, more: object = {}): Promise<{ id: string; code: string }> =>
  does(who, 'openCase', { ...somebody, ...more }, '{ id code }');

/** What she allows one organisation to know, in writing. Gives the consent’s id. */
export const allows = async (
  who: Person,
  caseId: string,
  to: string,
  purposes: readonly string[],
  bundles: readonly string[],
  more: object = {},
): Promise<string> => {
  const text = { form: 'WRITTEN', language: 'sq', textVersion: '2026-03' };
  const given = { caseId, recipientId: organisations[to], purposes, bundles, ...text, ...more };
  return (await does(who, 'recordConsent', given)).id;
};

/** Asks an organisation for services, with a consent. Gives the referral’s id. */
export const refers = async (
  who: Person,
  caseId: string,
  to: string,
  consentId: string,
  ...serviceCodes: readonly string[]
): Promise<string> => {
  const asked = { caseId, toOrganisationId: organisations[to], consentId, serviceCodes, urgency: 'URGENT' };
  return (await does(who, 'sendReferral', asked)).id;
};

/** The recipient says what becomes of a referral. */
export const answers = (who: Person, referralId: string, answer: string) =>
  does(who, 'answerReferral', { referralId, answer }, '{ status }');

/** What somebody sees of a case, asked by its id; null where it is nothing. */
export const sees = async (who: Person, id: string, wanted: string) =>
  done(await who.ask(`query ($id: ID!) { case(id: $id) ${wanted} }`, { id }));

/** Takes a case from status to status. */
export const goesOnTo = async (who: Person, caseId: string, ...statuses: readonly string[]) => {
  for (const status of statuses) await does(who, 'changeStatus', { caseId, status });
};

/** A day so many days from today, where the cases are. */
export const day = (days: number): string => {
  const today = new Date().toLocaleDateString('en-CA', { timeZone: 'Europe/Tirane' });
  return new Date(Date.parse(today) + days * 86_400_000).toISOString().slice(0, 10);
};

/** The next thing that somebody who follows something is told. */
export const nextOf = async (told: Told) => {
  const { value, done: isOver } = await told.next();
  if (isOver) throw new Error('The stream ended before.');
  return done(value);
};

/**
 * Somebody holds a bed for a case, the shelter expects her, and she comes. Gives her stay’s id. Only a
 * shelter’s people and the planner know of which case it is.
 */
export const arrives = async (
  by: Person,
  manager: Person,
  shelterId: string,
  need: object,
): Promise<string> => {
  const held = await does(by, 'holdBeds', { shelterId, need });
  const arriveBy = new Date(Date.now() + 3 * 3_600_000).toISOString();
  await does(manager, 'confirmHold', { holdId: held.id, arriveBy });
  const [stay] = await does(manager, 'arriveFromHold', { holdId: held.id, people: [{}] });
  return stay.id;
};

/** The pseudonym under which shelters know a case: its team’s to tell. */
export const shelterRefOf = async (who: Person, caseId: string): Promise<string> =>
  (await sees(who, caseId, '{ caseRef(for: SHELTERS) }')).caseRef;

const INBOX = `{
  notices(box: INBOX) { edges { node { id caseCode child region { id } urgency case { id } } } }
}`;

/** A notice is sent, the recipient finds it in the inbox, and acknowledges it. Gives what the recipient was told. */
export const isTold = async (by: Person, recipient: Person, noticeId: string) => {
  await does(by, 'sendNotice', { noticeId, survivorInformed: true });
  const told = nodesOf(done(await recipient.ask(INBOX))).find(({ id }) => id === noticeId);
  await does(recipient, 'recordAcknowledgement', { noticeId, protocolNumber: '118/2026' });
  return told;
};

/** A hub of which everything is heard that its processes write, in as many words as they have. */
export const startHeardHub = async (): Promise<{ hub: TestHub; output: () => string }> => {
  let output = '';
  const hub = await startTestHub({
    onOutput: text => {
      output += text;
    },
    settings: { gateway: { URA_LOG_LEVEL: 'debug' } },
  });
  return { hub, output: () => output };
};

const DATES = `select format('update %I set %s where %s = $1', table_name,
    string_agg(format('%1$I = %1$I - $2 * interval ''1 day''', column_name), ', '),
    case when table_name = 'case' then 'id' else 'case_id' end) as move
  from information_schema.columns as c
  where table_schema = current_schema() and data_type in ('date', 'timestamp with time zone')
    and exists (select from information_schema.columns as key
                 where key.table_schema = c.table_schema and key.table_name = c.table_name
                   and (key.column_name = 'case_id' or c.table_name = 'case'))
  group by table_name`;

/** Days go by in a case: everything that is written of it is so many days older. */
export const daysPass = async (hub: TestHub, caseId: string, days: number): Promise<void> => {
  for (const { move } of await hub.sql('cases', DATES)) await hub.sql('cases', move, [caseId, days]);
};
