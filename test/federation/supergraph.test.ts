import { readFileSync } from 'node:fs';
import path from 'node:path';
import { root, subgraphs, supergraphFile } from '@ura/local';
import { check, privacyClasses } from '@ura/supergraph';
import { Kind, type ObjectTypeDefinitionNode, parse } from 'graphql';

const supergraph = readFileSync(supergraphFile, 'utf8');
const schemas = subgraphs.map(({ name, offset }) => ({
  name,
  url: `http://127.0.0.1:${4000 + offset}/graphql`,
  sdl: readFileSync(path.join(root, 'subgraphs', name, 'schema.graphql'), 'utf8'),
}));

test('the committed supergraph is what the committed schemas compose to, with nothing against it', async () => {
  expect(await check({ subgraphs: schemas, supergraphSdl: supergraph, previous: supergraph })).toEqual([]);
});

test('P2 no field that others may see could say where a shelter is', () => {
  const telling = /street|postal|building|latitude|longitude|coordinates|centroid|address/i;
  const shelterTypes =
    /^(Shelter|Bed|BedHold|BedOffer|Stay|Room|Availability|HeldBed|BedBoard|ShelterAddress)/;
  const classes = [...privacyClasses(supergraph)];
  const found = classes.filter(([field]) => shelterTypes.test(field) && telling.test(field.split('.')[1]!));
  expect(found.length).toBeGreaterThan(0);
  for (const [field, privacy] of found) expect(`${field} ${privacy}`).toMatch(/ OWNER$/);
});

test('P21 every field that the graph can answer has a class', () => {
  const classes = privacyClasses(supergraph);
  const answering = parse(supergraph).definitions.filter(
    definition =>
      (definition.kind === Kind.OBJECT_TYPE_DEFINITION ||
        definition.kind === Kind.INTERFACE_TYPE_DEFINITION) &&
      !definition.name.value.includes('__'),
  ) as ObjectTypeDefinitionNode[];
  const fields = answering.flatMap(({ name, fields = [] }) =>
    fields.map(field => `${name.value}.${field.name.value}`),
  );
  expect(fields.length).toBeGreaterThan(200);
  expect(fields.filter(field => !classes.has(field))).toEqual([]);
});
