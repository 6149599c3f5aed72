import { newId } from '@ura/database';
import { caseManager, openCase, type Stage, stage } from '../testing';
import { CaseFile } from './case-file.service';

let it: Stage;
beforeAll(async () => {
  it = await stage();
});
afterAll(() => it.end());

test('P42 a look that failed is recorded when it is tried again', async () => {
  const ana = caseManager();
  const id = await openCase(it.client, ana);
  const file = new CaseFile(it.database.as(ana), ana);
  const looks = async () => {
    const { length } = await it.owner.query(
      `select from audit.entry where subject_id = $1 and action = 'READ_IDENTITY'`,
      [id],
    );
    return length;
  };
  file.looksAt(id, 'IDENTITY');
  await expect(file.rows('select 1 / 0')).rejects.toThrow();
  expect(await looks()).toBe(0);
  file.looksAt(id, 'IDENTITY');
  await file.rows('select $1::uuid', [newId()]);
  expect(await looks()).toBe(1);
});
