import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { table } from '../figures';

const SHOWN = 25;

interface Profile {
  readonly nodes: readonly {
    readonly id: number;
    readonly callFrame: { readonly functionName: string; readonly url: string; readonly lineNumber: number };
  }[];
  readonly samples: readonly number[];
}

/** What Node must be told to write a profile of its CPU time into a folder when it ends. */
export const profiled = (folder: string): readonly string[] => ['--cpu-prof', '--cpu-prof-dir', folder];

/** Where a profiled process spent its time, in percent of the time that it was not idle. */
export const whereTimeWent = (folder: string): string => {
  const [file] = readdirSync(folder).filter(name => name.endsWith('.cpuprofile'));
  if (!file) return 'The gateway left no profile.';
  const { nodes, samples } = JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as Profile;
  const frames = new Map(nodes.map(({ id, callFrame }) => [id, callFrame]));
  const busy = samples.flatMap(id => {
    const frame = frames.get(id)!;
    return frame.functionName === '(idle)' ? [] : [frame];
  });
  const most = (nameOf: (frame: (typeof busy)[number]) => string, header: string) => {
    const counts = new Map<string, number>();
    for (const frame of busy) counts.set(nameOf(frame), (counts.get(nameOf(frame)) ?? 0) + 1);
    const rows = [...counts].sort(([, a], [, b]) => b - a).slice(0, SHOWN);
    return table(
      rows.map(([name, count]) => ({ [header]: name, '%': ((count * 100) / busy.length).toFixed(1) })),
    );
  };
  return [
    most(({ url, functionName }) => packageOf(url) || functionName, 'package'),
    most(
      ({ functionName, url, lineNumber }) =>
        `${functionName || '(nameless)'} ${packageOf(url)} ${url && `${path.basename(url)}:${lineNumber + 1}`}`,
      'function',
    ),
  ].join('\n\n');
};

/** The package of a file, or its folder in the repository; empty for what V8 does itself. */
const packageOf = (url: string): string => {
  const inPackage = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url)?.[1];
  return inPackage ?? /([^/]+\/dist|node:[^/]+)/.exec(url)?.[1] ?? '';
};
