export { listen } from './listen';
export { count, host, json, port, postgresUrl, readEnv, str, url } from './settings';
export { stopWith } from './stop';
