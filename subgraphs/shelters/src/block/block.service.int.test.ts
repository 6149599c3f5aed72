import { colleagueOf, member } from '@ura/testkit';
import {
  codeOf,
  fieldOf,
  holdBeds,
  house,
  minutesPass,
  mutate,
  need,
  type Stage,
  stage,
  worker,
} from '../testing';

let on: Stage;
beforeAll(async () => {
  on = await stage();
});
afterAll(() => on.end());

const manager = () => member({ roles: ['SHELTER_STAFF', 'SHELTER_MANAGER'] });
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();

describe('a blocked bed', () => {
  const STATUS = '{ id status }';
  test('is out of use until its end, or until somebody ends it', async () => {
    const at = await house(on.owner, { rooms: [{ beds: 1 }] });
    const [bedId] = at.beds;
    const block = { bedId, reason: 'ISOLATION', until: new Date(Date.now() + 3_600_000).toISOString() };
    expect((await mutate(on.client, at.staff, 'blockBed', block, STATUS)).data.blockBed.status).toBe(
      'BLOCKED',
    );
    expect(codeOf(await holdBeds(on.client, worker(), at.id))).toBe('CONFLICT');
    expect((await mutate(on.client, at.staff, 'unblockBed', { bedId }, STATUS)).data.unblockBed.status).toBe(
      'AVAILABLE',
    );
    expect(codeOf(await mutate(on.client, at.staff, 'unblockBed', { bedId }))).toBe('CONFLICT');
    await mutate(on.client, at.staff, 'blockBed', block);
    await minutesPass(on.owner, at.id, 61);
    expect((await holdBeds(on.client, worker(), at.id)).errors).toBeUndefined();
  });

  test('is what it is at each step of one request', async () => {
    const at = await house(on.owner, { rooms: [{ beds: 1 }] });
    const bedId = `bedId: "${at.beds[0]}"`;
    const answer = await on.client.ask(
      at.staff,
      `mutation { a: blockBed(input: { ${bedId}, reason: REPAIR, until: "${inDays(1)}" }) { status }
         b: unblockBed(input: { ${bedId} }) { status } }`,
    );
    expect(answer.data).toEqual({ a: { status: 'BLOCKED' }, b: { status: 'AVAILABLE' } });
  });

  test('must be empty, and the refusal names what it is', async () => {
    const at = await house(on.owner, { rooms: [{ beds: 1 }] });
    await holdBeds(on.client, worker(), at.id);
    const answer = await mutate(on.client, at.staff, 'blockBed', {
      bedId: at.beds[0],
      reason: 'REPAIR',
      until: inDays(1),
    });
    expect(codeOf(answer)).toBe('CONFLICT');
    expect(answer.errors?.[0]?.message).toContain('HELD');
  });

  test('has an end to come, and is the own staff’s', async () => {
    const at = await house(on.owner);
    const block = (viewer: typeof at.staff, until: string) =>
      mutate(on.client, viewer, 'blockBed', { bedId: at.beds[0], reason: 'REPAIR', until });
    expect(fieldOf(await block(at.staff, inDays(-1)))).toBe('input.until');
    expect(codeOf(await block(manager(), inDays(1)))).toBe('NOT_FOUND');
    expect(codeOf(await block(colleagueOf(at.staff, 'HOTLINE'), inDays(1)))).toBe('FORBIDDEN');
  });

  test('that is planned takes nobody who would still be there without a call', async () => {
    const at = await house(on.owner, { rooms: [{ beds: 1 }] });
    const [from, until] = [new Date(Date.now() + 2 * 3_600_000).toISOString(), inDays(1)];
    await mutate(on.client, at.staff, 'blockBed', { bedId: at.beds[0], reason: 'REPAIR', from, until });
    expect(codeOf(await holdBeds(on.client, worker(), at.id, { need: need({ nights: 1 }) }))).toBe(
      'CONFLICT',
    );
  });
});
