import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Installation, installation } from './binaries';

export interface PostgresServer {
  readonly port: number;
  /** URL of the superuser, for a database of this server. */
  url(database?: string): string;
  stop(): Promise<void>;
  /** Starts it again as it was, on the same port, whether it runs or was stopped. */
  restart(): Promise<void>;
  /** Ends it at once, where there is no time to wait. */
  kill(): void;
}

export interface PostgresOptions {
  /** Where the data is kept. */
  readonly folder: string;
  /** Trades safety against power loss for speed. For tests alone. */
  readonly disposable?: boolean;
}

const DISPOSABLE = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'];
const SETTINGS = [
  'listen_addresses=127.0.0.1',
  'unix_socket_directories=',
  'shared_buffers=64MB',
  'max_connections=120',
  'timezone=UTC',
];

/**
 * Starts a real PostgreSQL from the installed package, on a free port of this machine. A server that an
 * earlier, killed start left running on the same folder is used again.
 */
export const startPostgres = async ({
  folder,
  disposable = false,
}: PostgresOptions): Promise<PostgresServer> => {
  const place = installation(folder);
  const data = path.join(place.folder, 'postgresql');
  if (!existsSync(path.join(data, 'PG_VERSION'))) await initialise(place, data);
  if (!(await isRunning(place, data))) await start(place, data, disposable);
  const port = portIn(data);
  const password = readFileSync(passwordFile(place), 'utf8').trim();
  return {
    port,
    url: (database = 'postgres') => `postgres://postgres:${password}@127.0.0.1:${port}/${database}`,
    stop: async () => {
      await run(place, 'pg_ctl', ['stop', '-w', '-m', 'fast', '-D', data]);
    },
    restart: async () => {
      const code = await run(place, 'pg_ctl', ['restart', '-w', '-t', '60', '-m', 'fast', '-D', data]);
      if (code !== 0) throw new Error('PostgreSQL did not start again.');
    },
    kill: () => {
      const args = ['stop', '-w', '-m', 'immediate', '-D', data];
      spawnSync(path.join(place.bin, 'pg_ctl'), args, { ...place.owner, cwd: place.folder, stdio: 'ignore' });
    },
  };
};

/**
 * A PostgreSQL for tests and measurements, in a folder of its own that goes away with it. The folder is
 * open to look through, since as root the server runs as another user.
 */
export const disposablePostgres = async (): Promise<Omit<PostgresServer, 'kill'>> => {
  const folder = mkdtempSync(path.join(tmpdir(), 'ura-postgres-'));
  chmodSync(folder, 0o755);
  let server: PostgresServer | undefined;
  const clear = () => rmSync(folder, { recursive: true, force: true });
  // Whoever is interrupted, or ends without stopping it, leaves no server behind.
  const abandon = () => {
    server?.kill();
    clear();
  };
  const interrupt = () => process.exit(130);
  process.once('exit', abandon);
  for (const signal of SIGNALS) process.once(signal, interrupt);
  const started = await startPostgres({ folder: path.join(folder, 'data'), disposable: true });
  server = started;
  return {
    ...started,
    stop: async () => {
      process.off('exit', abandon);
      for (const signal of SIGNALS) process.off(signal, interrupt);
      await started.stop();
      clear();
    },
  };
};

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

const passwordFile = (place: Installation) => path.join(place.folder, 'password');

/** Made beside its place and moved there when whole, so that an interrupted start leaves nothing half made. */
async function initialise(place: Installation, data: string): Promise<void> {
  const unfinished = `${data}.unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  writeFileSync(passwordFile(place), randomBytes(24).toString('hex'), { mode: 0o600 });
  if (place.owner) chownSync(passwordFile(place), place.owner.uid, place.owner.gid);
  const code = await run(place, 'initdb', [
    '-D',
    unfinished,
    '-U',
    'postgres',
    '--auth=scram-sha-256',
    `--pwfile=${passwordFile(place)}`,
    '--encoding=UTF8',
    '--locale=C',
    '--no-sync',
  ]);
  if (code !== 0) throw new Error(`PostgreSQL could not make its data folder in ${place.folder}.`);
  renameSync(unfinished, data);
}

/** A pid file that a crash left can name another process by now: only a server that answers runs. */
const isRunning = async (place: Installation, data: string) =>
  (await run(place, 'pg_ctl', ['status', '-D', data])) === 0 && (await isListening(portIn(data)));

const portIn = (data: string) =>
  Number(readFileSync(path.join(data, 'postmaster.pid'), 'utf8').split('\n')[3]);

const isListening = (port: number): Promise<boolean> =>
  new Promise(resolve => {
    const probe = connect(port, '127.0.0.1');
    probe.once('error', () => resolve(false));
    probe.once('connect', () => {
      probe.destroy();
      resolve(true);
    });
  });

async function start(place: Installation, data: string, disposable: boolean): Promise<void> {
  const settings = [...SETTINGS, ...(disposable ? DISPOSABLE : []), `port=${await freePort()}`];
  const options = settings.map(setting => `-c ${setting}`).join(' ');
  const log = path.join(place.folder, 'postgresql.log');
  const code = await run(place, 'pg_ctl', ['start', '-w', '-t', '60', '-D', data, '-l', log, '-o', options]);
  if (code !== 0) throw new Error(`PostgreSQL did not start; ${log} says why.`);
}

/** Runs one of PostgreSQL's programs to its end, without the PG… variables of a server of the machine's own. */
function run(place: Installation, program: string, args: string[]): Promise<number> {
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('PG')));
  return new Promise((resolve, reject) => {
    spawn(path.join(place.bin, program), args, {
      ...place.owner,
      cwd: place.folder,
      env: { ...env, LC_ALL: 'C' },
      stdio: 'ignore',
    })
      .on('error', reject)
      .on('exit', code => resolve(code ?? 1));
  });
}

/** A port of this machine that nobody listens on just now. */
export const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer().on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });
