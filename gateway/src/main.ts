import { stopWith } from '@ura/env';
import { gatewayEnv } from './env';
import { guardSettings } from './guard/env';
import { serveGateway } from './server';

const main = async () => {
  const env = gatewayEnv();
  const server = await serveGateway({
    host: env.URA_HOST,
    port: env.URA_PORT,
    supergraphFile: env.URA_SUPERGRAPH,
    privateKey: env.URA_GATEWAY_PRIVATE_KEY,
    issuers: env.URA_ISSUERS,
    isProduction: env.NODE_ENV === 'production',
    guard: guardSettings(env),
  });
  process.send?.('ready');
  stopWith(server.stop);
};

main().catch(error => {
  console.error(`gateway: ${(error as Error).message}`);
  process.exit(1);
});
