import { readFileSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import { anonymous, assertionSigner } from '@ura/access';
import { listen } from '@ura/env';
import {
  answerQuestions,
  apolloServer,
  askingOf,
  assertions,
  createLog,
  HubGateway,
  Memory,
  RequestEnding,
  Sources,
} from '@ura/gateway/parts';

/** Remembers nothing, as the peers do. */
class NoMemory extends Memory {
  override placeOf(): undefined {
    return undefined;
  }
}

/**
 * Ura's gateway without what its peers do not do either: nobody is identified, nothing is bounded, counted,
 * logged or remembered. It is for measuring only.
 */
const main = async () => {
  const { URA_SUPERGRAPH: supergraphFile, URA_PORT: port, URA_GATEWAY_PRIVATE_KEY: key } = process.env;
  const log = createLog('silent');
  const sources = new Sources({
    assertionFor: assertions(await assertionSigner(JSON.parse(key!))),
    memory: new NoMemory(),
    log,
    retiredMilliseconds: 15_000,
  });
  const gateway = new HubGateway({
    supergraphSdl: readFileSync(supergraphFile!, 'utf8'),
    send: sources.send,
    reach: subgraphs => sources.reach(subgraphs),
  });
  let questions: RequestListener | undefined;
  const http = createServer((request, response) => questions?.(request, response));
  const apollo = apolloServer({
    gateway,
    http,
    log,
    maxTokens: 10_000,
    isProduction: true,
    graceMilliseconds: 1_000,
  });
  await apollo.start();
  questions = answerQuestions({
    apollo,
    bodyKilobytes: 1_000,
    allowedOrigins: [],
    admit: async () => askingOf({ viewer: anonymous }, new RequestEnding()),
  });
  await listen(http, Number(port), '127.0.0.1');
  process.once('SIGTERM', () => process.exit(0));
};

main().catch(error => {
  console.error(error);
  process.exit(1);
});
