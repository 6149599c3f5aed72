import { readAccounts } from './accounts';
import { CannotStart } from './cannot-start';
import { issuerSettings } from './env';
import { type Identity, refuseProduction, startIdentity } from './identity';

let identity: Identity | undefined;

async function end() {
  await identity?.stop();
  process.exit(0);
}

async function main() {
  refuseProduction();
  const { accountsFile, ...settings } = issuerSettings();
  // `disconnect`: the process that started this one is gone, and took its end of the channel with it.
  for (const event of ['SIGINT', 'SIGTERM', 'disconnect']) process.once(event, end);
  identity = await startIdentity({ ...settings, accounts: await readAccounts(accountsFile) });
  process.send?.('ready');
}

main().catch(error => {
  console.error(error instanceof CannotStart ? error.message : error);
  process.exit(1);
});
