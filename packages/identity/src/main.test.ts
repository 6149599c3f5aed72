import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import { finished, mobileUnit, prepared, running, tokenOf } from './testing';

describe('the issuer', () => {
  it('refuses production in one sentence, whatever else it is told', async () => {
    await using place = await prepared();
    for (const variables of [{}, place.variables]) {
      expect(await finished('main', { ...variables, NODE_ENV: 'production' })).toEqual({
        code: 1,
        stdout: '',
        stderr:
          'This issuer is for development and demonstration only, and does not start with NODE_ENV=production.\n',
      });
    }
  });

  it('names every setting that is missing', async () => {
    const { code, stderr } = await finished('main', {});
    expect(code).toBe(1);
    expect(stderr).toContain('URA_ACCOUNTS: is missing');
    expect(stderr).toContain('URA_IDENTITY_KEYS: is missing');
  });

  it('says what is wrong with its accounts', async () => {
    await using place = await prepared();
    await writeFile(place.variables.URA_ACCOUNTS!, JSON.stringify([{ ...mobileUnit, roles: ['ADMIN'] }]));
    expect(await finished('main', place.variables)).toEqual({
      code: 1,
      stdout: '',
      stderr: 'The accounts are not right:\n  accounts[0].roles: are not roles of the hub\n',
    });
  });

  it('says that its keys are not right, and does not replace them', async () => {
    await using place = await prepared();
    const keys = `${place.variables.URA_ACCOUNTS}.keys`;
    await writeFile(keys, '{"keys":[]}');
    const { code, stderr } = await finished('main', { ...place.variables, URA_IDENTITY_KEYS: keys });
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: `The file of signing keys ${keys} is not right: remove it, and new keys are made.\n`,
    });
  });

  it('refuses to call itself by a name that its tokens would not be found by', async () => {
    await using place = await prepared();
    const { code, stderr } = await finished('main', { ...place.variables, URA_ISSUER: `${place.issuer}/` });
    expect(code).toBe(1);
    expect(stderr).toMatch(/^The issuer is not like http:\/\/127\.0\.0\.1:4006, without a path/);
  });

  it('says that its port is taken', async () => {
    await using place = await prepared();
    const other = createServer().listen(place.port, '127.0.0.1');
    await once(other, 'listening');
    const { code, stderr } = await finished('main', place.variables);
    other.close();
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: `Another program uses port ${place.port} on 127.0.0.1: stop it, or set URA_PORT to a free one.\n`,
    });
  });

  it('keeps its keys, so that a token outlives a restart, and shows them to nobody else', async () => {
    await using place = await prepared();
    const first = await running(place.variables);
    const { token } = await tokenOf(place.issuer, 'mobile-unit@vatra');
    expect(await first.stop()).toBe(0);
    expect((await stat(place.variables.URA_IDENTITY_KEYS!)).mode & 0o777).toBe(0o600);
    await using _second = await running(place.variables);
    const keys = createRemoteJWKSet(new URL(`${place.issuer}/jwks`));
    expect((await jwtVerify(token, keys)).payload.sub).toBe(mobileUnit.id);
    const served = await (await fetch(`${place.issuer}/jwks`)).json();
    expect(served).toEqual({ keys: [expect.not.objectContaining({ d: expect.anything() })] });
  });

  it('makes one set of keys when two start at once', async () => {
    await using one = await prepared();
    await using two = await prepared();
    const shared = { URA_IDENTITY_KEYS: one.variables.URA_IDENTITY_KEYS! };
    const both = [one.variables, { ...two.variables, ...shared }].map(running);
    await using _one = await both[0]!;
    await using _two = await both[1]!;
    const [first, second] = await Promise.all(
      [one, two].map(async ({ issuer }) => (await fetch(`${issuer}/jwks`)).json()),
    );
    expect(first).toEqual(second);
  });

  it('is silent, and ends with code 0 when it is asked to, though a client keeps its connection', async () => {
    await using place = await prepared();
    const issuer = await running(place.variables);
    await fetch(`${place.issuer}/jwks`);
    expect(await issuer.stop()).toBe(0);
    expect(issuer.output).toEqual({ stdout: '', stderr: '' });
  });

  it('ends when the process that started it is killed', async () => {
    await using place = await prepared();
    // It writes the issuer's id once that is ready. Both hold the same pipe, which ends with the last of them.
    const parent = spawn(
      process.execPath,
      [
        '-e',
        `const child = require('node:child_process').fork(process.argv[1], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
         child.once('message', () => console.log(child.pid));`,
        join(__dirname, '../dist/main.js'),
      ],
      { env: place.variables, stdio: ['ignore', 'pipe', 'inherit'] },
    );
    const [pid] = await once(parent.stdout, 'data');
    try {
      const lastIsGone = once(parent.stdout, 'end');
      parent.kill('SIGKILL');
      await lastIsGone;
      await expect(fetch(`${place.issuer}/jwks`)).rejects.toThrow();
    } catch (failure) {
      process.kill(Number(pid), 'SIGKILL');
      throw failure;
    }
  });
});
