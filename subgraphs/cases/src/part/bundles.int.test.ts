import { readFileSync } from 'node:fs';
import path from 'node:path';
import { buildFederatedSchema } from '@ura/subgraph';
import { type GraphQLField, getNamedType, isEnumType, isLeafType, isObjectType } from 'graphql';
import { getMetadataStorage } from 'type-graphql';
import { Case } from '../case/case.entity';
import { type ConsentBundle, ConsentBundle as ConsentBundles } from '../consent/consent.entity';
import { referred } from '../exchange.fixture';
import { cases } from '../subgraph';
import { type Stage, stage } from '../testing';

let on: Stage;
let fields: readonly GraphQLField<unknown, unknown>[];
beforeAll(async () => {
  on = await stage();
  const { schema } = await buildFederatedSchema(cases);
  const type = schema.getType('Case');
  if (!isObjectType(type)) throw new Error('There is no type Case.');
  fields = Object.values(type.getFields());
});
afterAll(() => on.end());

/** What says that there is a case, and what may be done with it, and nothing of her. */
const OF_EVERYBODY = ['grant', 'id', 'owner', 'viewerMay'];

/** The parts of a case that open a field, as its rule says. */
const partsOf = (name: string): string => {
  const { fields: own, fieldResolvers } = getMetadataStorage() as unknown as Record<
    'fields' | 'fieldResolvers',
    {
      target: unknown;
      name?: string;
      methodName?: string;
      schemaName?: string;
      roles?: { label?: string }[];
    }[]
  >;
  const found = [...own, ...fieldResolvers].find(
    each =>
      (each.schemaName ?? each.name ?? each.methodName) === name &&
      each.roles?.some(rule => rule.label?.startsWith('open(')),
  );
  return found?.roles?.map(rule => rule.label).join(' ') ?? '';
};

/** A field with something for each of its arguments, and of what it gives the type alone. */
const asked = ({ name, args, type }: GraphQLField<unknown, unknown>): string => {
  const needed = args.flatMap(({ name: argument, type: it }) => {
    const named = getNamedType(it);
    return String(it).endsWith('!') && isEnumType(named)
      ? [`${argument}: ${named.getValues()[0]!.name}`]
      : [];
  });
  const call = needed.length > 0 ? `${name}(${needed.join(', ')})` : name;
  return isLeafType(getNamedType(type)) ? call : `${call} { __typename }`;
};

test('P16 every field of a case says which parts of it open it', () => {
  expect(Case).toBeDefined();
  const free = fields.map(({ name }) => name).filter(name => !partsOf(name) && !name.startsWith('_'));
  expect(free.sort()).toEqual(OF_EVERYBODY);
});

test.each(Object.values(ConsentBundles))(
  'P16 with %s alone a recipient sees the fields of that bundle, and every other is null',
  async (bundle: ConsentBundle) => {
    const consent = { bundles: [bundle], purposes: ['SHELTER'] };
    const { besa, caseId } = await referred(on, { consent });
    await on.owner.query(
      'update "case" set mobile_unit_id = id, session_id = id, dependant_of_id = id where id = $1',
      [caseId],
    );
    const query = `query ($id: ID!) { case(id: $id) { ${fields.map(asked).join(' ')} } }`;
    const { data, errors } = await on.client.ask(besa, query, { id: caseId });
    expect(errors).toBeUndefined();
    const shown = Object.keys(data.case).filter(name => data.case[name] !== null);
    const allowed = fields
      .map(({ name }) => name)
      .filter(name => OF_EVERYBODY.includes(name) || partsOf(name).includes(bundle));
    expect(shown.filter(name => !allowed.includes(name))).toEqual([]);
    expect(shown.includes('kind')).toBe(bundle === 'BASICS');
    const [entity] = (
      await on.client.entities(besa, 'Case', [{ id: caseId }], '{ kind code legalHold restricted }')
    ).data._entities;
    const { kind, code } = data.case;
    expect(entity).toEqual({ kind, code, legalHold: null, restricted: null });
  },
);

test('P13 nothing that is written says to do it without her consent', () => {
  const schema = readFileSync(path.join(__dirname, '../../schema.graphql'), 'utf8');
  expect(schema).toContain('input SendReferralInput');
  expect(schema.match(/^ +\w*(overrid|bypass|force(?!d)|withoutConsent|ignore)\w*[(:]/gim)).toBeNull();
});
