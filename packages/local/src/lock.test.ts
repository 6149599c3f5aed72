import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { freePort } from '@ura/database';
import { lockFolder } from './lock';
import { freePorts, refuseBusyPorts, usualPorts } from './ports';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'ura-lock-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const holder = (pid: number) => writeFileSync(path.join(folder, 'start.pid'), String(pid));

test('a folder that a living start uses is refused with one sentence', async () => {
  const start = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)', 'packages/local/dist/main.js']);
  holder(start.pid!);
  await expect(lockFolder(folder, 0)).rejects.toThrow(
    /^Another start \(process \d+\) is using the data folder .*\. Stop it first\.$/,
  );
  start.kill('SIGKILL');
  await expect(lockFolder(folder)).resolves.toEqual(expect.any(Function));
});

test('a folder that a killed start left is taken over, and given back', async () => {
  holder(spawnSync(process.execPath, ['-e', '']).pid);
  const unlock = await lockFolder(folder);
  expect(readFileSync(path.join(folder, 'start.pid'), 'utf8')).toBe(String(process.pid));
  unlock();
  await expect(lockFolder(folder, 0)).resolves.toEqual(expect.any(Function));
});

test.each(['', 'garbage', '1'])('a lock that says %j is no start of the hub', async text => {
  writeFileSync(path.join(folder, 'start.pid'), text);
  await expect(lockFolder(folder, 0)).resolves.toEqual(expect.any(Function));
});

test('the ports move together', () => {
  expect(usualPorts(5_000)).toEqual({
    cases: 5_003,
    gateway: 5_000,
    identity: 5_006,
    partners: 5_001,
    shelters: 5_002,
  });
});

test('free ports are all different', async () => {
  const ports = Object.values(await freePorts());
  expect(new Set(ports).size).toBe(ports.length);
});

test('a busy port is named with who needs it and how to move', async () => {
  const port = await freePort();
  const squatter = createServer();
  await new Promise<void>(resolve => squatter.listen(port, '127.0.0.1', resolve));
  await expect(refuseBusyPorts({ partners: port }, '127.0.0.1', 0)).rejects.toThrow(
    `Port ${port}, which partners needs, is already in use on this machine.`,
  );
  await new Promise(resolve => squatter.close(resolve));
  await expect(refuseBusyPorts({ partners: port }, '127.0.0.1')).resolves.toBeUndefined();
});
