import { host, port, readEnv, str, url } from '@ura/env';

export const DEFAULT_PORT = 4006;

const variables = process.env;

export const isProduction = (): boolean => variables.NODE_ENV === 'production';

export const issuerSettings = () => {
  const env = readEnv(variables, {
    URA_PORT: port({ default: DEFAULT_PORT }),
    URA_HOST: host({ default: '127.0.0.1' }),
    URA_ISSUER: url({ default: undefined }),
    URA_ACCOUNTS: str(),
    URA_IDENTITY_KEYS: str(),
  });
  return {
    port: env.URA_PORT,
    host: env.URA_HOST,
    issuer: env.URA_ISSUER ?? `http://127.0.0.1:${env.URA_PORT}`,
    accountsFile: env.URA_ACCOUNTS,
    keysFile: env.URA_IDENTITY_KEYS,
  };
};

export const commandSettings = () => {
  const env = readEnv(variables, { URA_ISSUER: url({ default: `http://127.0.0.1:${DEFAULT_PORT}` }) });
  return { issuer: env.URA_ISSUER };
};
