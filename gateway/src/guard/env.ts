import { roles } from '@ura/access';
import { type CleanedEnv, count, list, num, str } from '@ura/env';
import { type GuardSettings, usualSettings } from './settings';

const { bounds, rates } = usualSettings;

/** The settings of the guard. Rates are per minute and per copy of the gateway. */
export const guardShape = {
  URA_MAX_TOKENS: count({ default: bounds.tokens, desc: 'tokens of a document' }),
  URA_MAX_DEPTH: count({ default: bounds.depth, desc: 'levels of fields' }),
  URA_MAX_ALIASES: count({ default: bounds.aliases, desc: 'fields under another name' }),
  URA_MAX_FIELDS: count({ default: bounds.fields, desc: 'fields, with all fragments written out' }),
  URA_MAX_ROOT_FIELDS: count({
    default: bounds.rootFields,
    desc: 'fields of Query or Mutation in a request',
  }),
  URA_MAX_DIRECTIVES: count({ default: bounds.directives, desc: 'directives of a document' }),
  URA_MAX_LIST_ITEMS: count({ default: bounds.listItems, desc: 'items of a list that is sent' }),
  URA_MAX_VARIABLES: count({ default: bounds.variables, desc: 'variables of a request' }),
  URA_MAX_COST: count({ default: bounds.cost, desc: 'cost of an operation, by the IBM specification' }),
  URA_MAX_BODY_KILOBYTES: count({ default: usualSettings.bodyKilobytes, desc: 'size of a request' }),
  URA_REQUEST_MILLISECONDS: count({
    default: usualSettings.requestMilliseconds,
    desc: 'how long a request may take in all',
  }),
  URA_RATE_PER_VIEWER: count({
    default: rates.viewer,
    desc: 'root fields that one person may ask in a minute',
  }),
  URA_RATE_PER_ORGANISATION: count({
    default: rates.organisation,
    desc: 'root fields that one organisation may ask in a minute',
  }),
  URA_RATE_PER_ADDRESS: count({
    default: rates.address,
    desc: 'root fields that one address may ask in a minute without signing in',
  }),
  URA_BAD_TOKENS_PER_ADDRESS: count({
    default: rates.badTokens,
    desc: 'bad tokens in a minute, after which an address waits',
  }),
  URA_PLANS_PER_VIEWER: count({
    default: rates.plans,
    desc: 'operations new to the gateway that one person, or one address without signing in, may ask in a minute',
  }),
  URA_TRUSTED_PROXIES: num({
    choices: [0, 1, 2, 3, 4, 5],
    default: usualSettings.trustedProxies,
    desc: 'how many proxies stand before the gateway and say the address of the caller',
  }),
  URA_ALLOWED_ORIGINS: list()({ default: [], desc: 'web origins whose pages may ask, with commas between' }),
  URA_TRUSTED_DOCUMENTS: str({ default: '', desc: 'file of known operations' }),
  URA_TRUSTED_DOCUMENTS_REQUIRED_FOR: list(['anonymous', ...roles])({
    default: [],
    desc: 'roles, or anonymous, that may ask known operations only, with commas between',
  }),
};

/** The settings that the environment says. */
export const guardSettings = (env: CleanedEnv<typeof guardShape>): GuardSettings => ({
  ...usualSettings,
  bounds: {
    tokens: env.URA_MAX_TOKENS,
    depth: env.URA_MAX_DEPTH,
    aliases: env.URA_MAX_ALIASES,
    fields: env.URA_MAX_FIELDS,
    rootFields: env.URA_MAX_ROOT_FIELDS,
    directives: env.URA_MAX_DIRECTIVES,
    listItems: env.URA_MAX_LIST_ITEMS,
    variables: env.URA_MAX_VARIABLES,
    cost: env.URA_MAX_COST,
  },
  rates: {
    viewer: env.URA_RATE_PER_VIEWER,
    organisation: env.URA_RATE_PER_ORGANISATION,
    address: env.URA_RATE_PER_ADDRESS,
    badTokens: env.URA_BAD_TOKENS_PER_ADDRESS,
    plans: env.URA_PLANS_PER_VIEWER,
  },
  bodyKilobytes: env.URA_MAX_BODY_KILOBYTES,
  requestMilliseconds: env.URA_REQUEST_MILLISECONDS,
  trustedProxies: env.URA_TRUSTED_PROXIES,
  allowedOrigins: env.URA_ALLOWED_ORIGINS,
  ...(env.URA_TRUSTED_DOCUMENTS && { trustedDocuments: env.URA_TRUSTED_DOCUMENTS }),
  trustedDocumentsRequiredFor: env.URA_TRUSTED_DOCUMENTS_REQUIRED_FOR,
});
