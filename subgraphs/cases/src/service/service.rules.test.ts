import { readFileSync } from 'node:fs';
import path from 'node:path';
import { FIRST_DATA } from '../testing';
import { serviceOf, wrongTerm } from './service.rules';

const types: { code: string; category: string }[] = JSON.parse(
  readFileSync(path.join(FIRST_DATA, 'service-types.json'), 'utf8'),
);

const partOf: Readonly<Record<string, string>> = {
  HEALTH: 'HEALTH',
  PSYCHOSOCIAL: 'HEALTH',
  LEGAL: 'PROTECTION',
  SAFE_ACCOMMODATION: 'PROTECTION',
  RETURN: 'PROTECTION',
  CASE_MANAGEMENT: 'PROTECTION',
  INFORMATION: 'PROTECTION',
  FOLLOW_UP: 'PROTECTION',
};

test('there are 24 services', () => expect(types).toHaveLength(24));

test.each(types)(
  '$code, of the category $category, belongs to the part of its category',
  ({ code, category }) => {
    expect(serviceOf(code)?.part).toBe(partOf[category] ?? 'REINTEGRATION');
  },
);

test.each(['VS25', 'vs07', '', 'constructor'])('%j is no service', code =>
  expect(serviceOf(code)).toBeNull(),
);

test.each([
  ['VS07', {}, undefined],
  ['VS17', { months: 3, startsOn: '2026-12-01' }, undefined],
  ['VS17', { months: 12, startsOn: '2026-12-01' }, undefined],
  ['VS17', { months: 5, startsOn: '2026-12-01' }, 'months'],
  ['VS17', { startsOn: '2026-12-01' }, 'months'],
  ['VS17', { months: 6 }, 'startsOn'],
  ['VS14', { workplaceKind: 'VOCATIONAL_TRAINING_DIRECTORATE' }, undefined],
  ['VS15', { workplaceId: 'an-id' }, undefined],
  ['VS16', {}, 'workplaceKind'],
  ['VS20', { document: 'PASSPORT' }, undefined],
  ['VS20', {}, 'document'],
  ['VS07', { months: 3 }, 'months'],
  ['VS20', { document: 'PASSPORT', startsOn: '2026-12-01' }, 'startsOn'],
  ['VS19', { workplaceId: 'an-id' }, 'workplaceId'],
] as const)('%s with %j: what is wrong is %s', (code, terms, field) => {
  expect(wrongTerm(serviceOf(code)!, terms)?.field).toBe(field);
});
