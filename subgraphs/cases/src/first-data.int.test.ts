import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { loadFirstData } from './first-data';
import type { NoticeRule } from './notice/notice-rule.entity';
import { caseManager, FIRST_DATA, openCase, type Stage, stage } from './testing';

let it: Stage;
let folder: string;
beforeAll(async () => {
  it = await stage();
  folder = mkdtempSync(path.join(tmpdir(), 'first-data-'));
  cpSync(FIRST_DATA, folder, { recursive: true });
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await it.end();
});

const file = <Row>(name: string): Row[] => JSON.parse(readFileSync(path.join(FIRST_DATA, name), 'utf8'));
const load = () => it.owner.transaction(manager => loadFirstData(manager, folder));
const rows = () => it.owner.query('select * from notice_rule order by id');

test('loading again changes nothing', async () => {
  const before = await rows();
  await load();
  expect(await rows()).toEqual(before);
  expect(before).toHaveLength(file('notice-rules.json').length);
});

test('a rule that a person corrected is corrected, and what was owed by it before stays as it was', async () => {
  const ana = caseManager();
  const id = await openCase(it.client, ana, { kind: 'TRAFFICKING' });
  const owed = () => it.owner.query('select * from notice where case_id = $1 order by id', [id]);
  const before = await owed();
  const corrected = file<NoticeRule>('notice-rules.json').map(rule => ({
    ...rule,
    validTo: '2026-06-30',
    verified: true,
  }));
  writeFileSync(path.join(folder, 'notice-rules.json'), JSON.stringify(corrected));
  await load();
  const [rule] = await rows();
  expect([rule.verified, rule.valid_to]).toEqual([true, expect.anything()]);
  expect(await owed()).toEqual(before);
});

test('what is marked as verified names the source in which it was read', () => {
  for (const { verified, source } of file<NoticeRule>('notice-rules.json')) {
    expect(source.length).toBeGreaterThan(10);
    if (verified) expect(source).toContain('499');
  }
});

test('each recipient is an organisation of the directory, and there is one at most for a region', () => {
  const slugs = file<{ slug: string }>('organisations.json').map(({ slug }) => slug);
  const recipients = file<{ to: string; regionCode?: string; country: string; organisationSlug: string }>(
    'notice-recipients.json',
  );
  for (const { organisationSlug } of recipients) expect(slugs).toContain(organisationSlug);
  const keys = recipients.map(({ to, country, regionCode }) => `${to} ${country} ${regionCode}`);
  expect(new Set(keys).size).toBe(keys.length);
});
