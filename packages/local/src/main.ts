import path from 'node:path';
import { type Hub, startHub } from './hub';
import { lockFolder } from './lock';
import { whenOrphaned } from './orphan';
import { root } from './places';
import { usualPorts } from './ports';
import { welcome } from './welcome';

/** `npm start`: the whole hub, until Ctrl-C. */
const main = async () => {
  const base = process.env.URA_PORT ? Number(process.env.URA_PORT) : undefined;
  if (base !== undefined && !(Number.isInteger(base) && base > 0 && base < 65_530)) {
    throw new Error('URA_PORT must be a port number between 1 and 65529.');
  }
  const folder = path.resolve(process.env.URA_DATA ?? path.join(root, '.data'));
  const unlock = await lockFolder(folder);
  process.on('exit', unlock);
  let hub: Hub | undefined;
  let isStopping = false;
  const stop = async () => {
    if (isStopping) return;
    isStopping = true;
    console.log('\nStopping.');
    await starting.catch(() => undefined);
    await hub?.stop();
    process.exit(0);
  };
  whenOrphaned(stop);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
  console.log('Starting the hub: PostgreSQL, the subgraphs, the gateway.');
  const starting = startHub({
    folder,
    ports: usualPorts(base),
    onExit: (name, code) => {
      if (!isStopping && code !== 0)
        console.error(`${name} has ended (code ${code}). The rest goes on without it.`);
    },
  });
  hub = await starting;
  if (!isStopping) console.log(welcome(hub));
};

main().catch(error => {
  console.error((error as Error).message);
  process.exit(1);
});
