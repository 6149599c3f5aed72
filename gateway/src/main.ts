import { gatewayEnv } from './env';
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
  });
  process.send?.('ready');
  let isStopping = false;
  const stop = () => {
    if (isStopping) return;
    isStopping = true;
    void server.stop().finally(() => process.exit(0));
  };
  for (const event of ['SIGINT', 'SIGTERM', 'disconnect'] as const) process.on(event, stop);
};

main().catch(error => {
  console.error(`gateway: ${(error as Error).message}`);
  process.exit(1);
});
