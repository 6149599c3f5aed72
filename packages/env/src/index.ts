export { listen } from './listen';
export { host, json, port, postgresUrl, readEnv, str, url } from './settings';
export { stopWith } from './stop';
