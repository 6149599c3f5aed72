import { newKey, type Person } from '../hub';

/** A new shelter of the manager's organisation with rooms of so many beds: family units, and single beds. */
export const newShelter = async (
  manager: Person,
  rooms: readonly { readonly familyUnit: boolean; readonly beds: number }[],
): Promise<string> => {
  const input = {
    slug: `race-${newKey()}`.slice(0, 30),
    country: 'AL',
    regionCode: 'AL-12',
    name: { en: 'Race', sq: 'Gara' },
    kind: 'EMERGENCY',
    programmes: ['RESIDENTIAL'],
    regime: 'SEMI_OPEN',
    accepts: {
      risks: ['LOW', 'MEDIUM'],
      sexes: ['FEMALE'],
      ageBands: ['AGE_6_11', 'AGE_25_59'],
      situations: ['DOMESTIC_VIOLENCE', 'OTHER_GBV'],
    },
    languages: ['sq'],
    rooms: rooms.map(({ familyUnit, beds }, index) => ({
      label: `R${index}`,
      familyUnit,
      beds: Array.from({ length: beds }, (_, bed) => `R${index}-${bed}`),
    })),
    idempotencyKey: newKey(),
  };
  const { data, errors } = await manager.ask(
    'mutation ($input: AddShelterInput!) { addShelter(input: $input) { id } }',
    { input },
  );
  if (errors) throw new Error(JSON.stringify(errors));
  return data.addShelter.id;
};
