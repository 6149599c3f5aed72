/**
 * oidc-provider is written for Node 22 and says so on the console of an older one. The hub runs on
 * Node 20 too, which lacks one thing that it uses, `URL.parse`. Here that is supplied, and that one
 * sentence is kept off the console.
 */
export const loadLibrary = async (): Promise<typeof import('oidc-provider')> => {
  supplyUrlParse();
  const { warn } = console;
  console.warn = (...words: unknown[]) => {
    if (!String(words[0]).includes('oidc-provider WARNING: Unsupported runtime')) warn(...words);
  };
  try {
    return await import('oidc-provider');
  } finally {
    console.warn = warn;
  }
};

function supplyUrlParse() {
  const parse = (text: string, base?: string) => (URL.canParse(text, base) ? new URL(text, base) : null);
  if (!('parse' in URL))
    Object.defineProperty(URL, 'parse', { value: parse, configurable: true, writable: true });
}
