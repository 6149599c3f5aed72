import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const LEFT_BEHIND = ['node_modules', '.git', '.turbo', '.data', 'coverage'];

/**
 * A copy of the repository as it lies on the disk, to break things in. Dependencies are linked; the
 * repository's own packages are the copy's. It goes away with this process.
 */
export const copyOf = (root: string): string => {
  const copy = mkdtempSync(path.join(tmpdir(), 'ura-guards-'));
  process.once('exit', () => rmSync(copy, { recursive: true, force: true, maxRetries: 5 }));
  cpSync(root, copy, {
    recursive: true,
    filter: source => !LEFT_BEHIND.includes(path.basename(source)),
  });
  linkInto(path.join(copy, 'node_modules'), path.join(root, 'node_modules'));
  for (const folder of workspaces(root))
    linkInto(`${copy}/${folder}/node_modules`, `${root}/${folder}/node_modules`);
  return copy;
};

const workspaces = (root: string): string[] => {
  const { workspaces: patterns } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
  return patterns.flatMap((pattern: string) => {
    const parent = pattern.replace(/\/\*$/, '');
    if (parent === pattern) return [pattern];
    return readdirSync(path.join(root, parent)).map(name => `${parent}/${name}`);
  });
};

function linkInto(folder: string, from: string): void {
  if (!existsSync(from)) return;
  mkdirSync(folder);
  for (const name of readdirSync(from)) {
    // These links are relative: copied as they are, they lead into the copy.
    if (name === '@ura')
      cpSync(path.join(from, name), path.join(folder, name), { recursive: true, verbatimSymlinks: true });
    else symlinkSync(path.join(from, name), path.join(folder, name));
  }
}
