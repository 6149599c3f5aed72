/** How large an operation may be before anybody looks at what it asks for. */
export interface Bounds {
  readonly tokens: number;
  /** How deep fields are nested, through fragments. */
  readonly depth: number;
  /** Fields asked under another name, or twice in one place; counted wherever a fragment is used. */
  readonly aliases: number;
  /** All fields; counted wherever a fragment is used. */
  readonly fields: number;
  readonly rootFields: number;
  readonly directives: number;
  /** Items of one list, written out or in a variable. */
  readonly listItems: number;
  readonly variables: number;
  /** By the IBM specification: roughly, how many objects the answer may have. */
  readonly cost: number;
}

/** Requests in a minute; a request counts as often as it has root fields. */
export interface Rates {
  readonly viewer: number;
  readonly organisation: number;
  readonly address: number;
  /** Bad tokens from one address, after which it has to wait. */
  readonly badTokens: number;
  /** Operations that nobody asked lately, and that are not trusted: each has to be planned. */
  readonly plans: number;
}

export interface GuardSettings {
  readonly bounds: Bounds;
  readonly rates: Rates;
  readonly bodyKilobytes: number;
  /** How long a request may take in all. */
  readonly requestMilliseconds: number;
  /** How many proxies stand before the gateway, whose word about the caller's address counts. */
  readonly trustedProxies: number;
  /** Web origins whose pages may read answers. */
  readonly allowedOrigins: readonly string[];
  /** A file of known operations. */
  readonly trustedDocuments?: string;
  /** Roles, or `anonymous`, that may ask nothing else. */
  readonly trustedDocumentsRequiredFor: readonly string[];
}

export const usualSettings: GuardSettings = {
  bounds: {
    tokens: 2_000,
    depth: 15,
    aliases: 30,
    fields: 1_000,
    rootFields: 20,
    directives: 50,
    listItems: 500,
    variables: 50,
    cost: 10_000,
  },
  rates: { viewer: 600, organisation: 6_000, address: 3_000, badTokens: 20, plans: 60 },
  bodyKilobytes: 256,
  requestMilliseconds: 10_000,
  trustedProxies: 0,
  allowedOrigins: [],
  trustedDocumentsRequiredFor: [],
};
