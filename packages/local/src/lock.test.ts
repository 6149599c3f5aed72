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

test('a folder that a living start uses is refused with one sentence', () => {
  const start = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)', 'packages/local/dist/main.js']);
  holder(start.pid!);
  expect(() => lockFolder(folder)).toThrow(
    /^Another start \(process \d+\) is using the data folder .*\. Stop it first\.$/,
  );
  start.kill('SIGKILL');
});

test('a folder that a killed start left is taken over, and given back', () => {
  holder(spawnSync(process.execPath, ['-e', '']).pid);
  const unlock = lockFolder(folder);
  expect(readFileSync(path.join(folder, 'start.pid'), 'utf8')).toBe(String(process.pid));
  unlock();
  expect(() => lockFolder(folder)).not.toThrow();
});

test.each(['', 'garbage', '1'])('a lock that says %j is no start of the hub', text => {
  writeFileSync(path.join(folder, 'start.pid'), text);
  expect(() => lockFolder(folder)).not.toThrow();
});

test('the ports move together', () => {
  expect(usualPorts(5_000)).toEqual({ gateway: 5_000, identity: 5_006, partners: 5_001, shelters: 5_002 });
});

test('free ports are all different', async () => {
  const ports = Object.values(await freePorts());
  expect(new Set(ports).size).toBe(ports.length);
});

test('a busy port is named with who needs it and how to move', async () => {
  const port = await freePort();
  const squatter = createServer();
  await new Promise<void>(resolve => squatter.listen(port, '127.0.0.1', resolve));
  await expect(refuseBusyPorts({ partners: port }, '127.0.0.1')).rejects.toThrow(
    `Port ${port}, which partners needs, is already in use on this machine.`,
  );
  await new Promise(resolve => squatter.close(resolve));
  await expect(refuseBusyPorts({ partners: port }, '127.0.0.1')).resolves.toBeUndefined();
});
