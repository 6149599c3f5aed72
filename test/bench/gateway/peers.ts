import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '@ura/local';

/** The package of the peers, which is none of the workspace's. */
export const peersFolder = path.join(root, 'test/bench/gateway/peers');
export const grafbaseProgram = path.join(
  peersFolder,
  'node_modules/@grafbase/cli-x86_64-unknown-linux-musl/grafbase',
);

/** Installs the peers, when they are not there or not those of the lock file. */
export const installPeers = (): void => {
  const stamp = path.join(peersFolder, 'node_modules/.ura-installed');
  const wanted = createHash('sha256')
    .update(readFileSync(path.join(peersFolder, 'package-lock.json')))
    .digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  console.log('Installing the peers into test/bench/gateway/peers; this takes a minute or two, once.');
  const args = ['install', '--no-save', '--ignore-scripts', '--loglevel=error'];
  const { status } = spawnSync('npm', args, { cwd: peersFolder, stdio: ['ignore', 2, 2] });
  if (status !== 0) throw new Error('The peers could not be installed; npm says why above.');
  writeFileSync(stamp, wanted);
};

/** The versions that were installed, for the report. */
export const peerVersions = (): string => {
  const { dependencies, optionalDependencies } = JSON.parse(
    readFileSync(path.join(peersFolder, 'package.json'), 'utf8'),
  );
  return Object.entries({ ...dependencies, ...optionalDependencies })
    .map(([name, version]) => `${name} ${version}`)
    .join(', ');
};
