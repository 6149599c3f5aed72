/** What a request asks, as far as it can be known before it is read as GraphQL. */
export interface Question {
  readonly text?: string;
  /** The id or hash of a document that the gateway may know already. */
  readonly id?: string;
  /** Whether the id is a hash that the text must have. */
  readonly isHash: boolean;
  readonly variables?: unknown;
}

interface Carrier {
  readonly method: string;
  /** The part of the address from the question mark on. */
  readonly search: string;
  readonly body?: unknown;
}

export const questionOf = ({ method, search, body }: Carrier): Question =>
  questionIn(method === 'GET' ? fromAddress(search) : body);

/** What a body asks, or a message on a socket. */
export const questionIn = (carried: unknown): Question => {
  if (typeof carried !== 'object' || carried === null) return { isHash: false };
  const { query, documentId, extensions, variables } = carried as Record<string, unknown>;
  const hash = (extensions as { persistedQuery?: { sha256Hash?: unknown } } | null | undefined)
    ?.persistedQuery?.sha256Hash;
  return {
    ...(typeof query === 'string' && query !== '' && { text: query }),
    ...(typeof documentId === 'string' ? { id: documentId } : typeof hash === 'string' && { id: hash }),
    isHash: typeof documentId !== 'string' && typeof hash === 'string',
    variables,
  };
};

const fromAddress = (search: string): unknown => {
  const parameters = new URLSearchParams(search);
  return {
    query: parameters.get('query'),
    documentId: parameters.get('documentId'),
    extensions: parsed(parameters.get('extensions')),
    variables: parsed(parameters.get('variables')),
  };
};

/** What is no JSON is refused further on, in the usual words. */
const parsed = (json: string | null): unknown => {
  try {
    return json === null ? undefined : JSON.parse(json);
  } catch {
    return undefined;
  }
};
