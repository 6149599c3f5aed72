export { listen } from './listen';
export {
  type CleanedEnv,
  count,
  host,
  json,
  list,
  num,
  port,
  postgresUrl,
  readEnv,
  str,
  url,
} from './settings';
export { stopWith } from './stop';
