import { guardsIn } from './guard';

const LOCATION = 'location/location.service.int.test.ts';
const PHONE_CHANGE = 'phone-change/phone-change.service.int.test.ts';

/** What the directory keeps. */
export const partnersGuards = guardsIn('subgraphs/partners/src', [
  {
    rules: ['P1'],
    file: 'location/location.rules.ts',
    piece: "=> location.visibility === 'PUBLIC';",
    instead: '=> location.visibility !== undefined;',
    test: LOCATION,
  },
  {
    rules: ['P1'],
    file: 'location/location.service.ts',
    piece: 'rows.filter(isShown)',
    instead: 'rows',
    test: LOCATION,
  },
  {
    rules: ['P1'],
    file: 'location/location.service.ts',
    piece: 'if (!isWideEnough(input, place.level)) {',
    instead: 'if (false) {',
    test: LOCATION,
  },
  {
    rules: ['P1'],
    file: 'location/location.service.ts',
    piece: 'if (input.coordinates && !isShown(input)) {',
    instead: 'if (false) {',
    test: LOCATION,
  },
  {
    rules: ['P1'],
    file: 'migrations/1700000000001-tables.ts',
    piece: `CHECK (visibility = 'PUBLIC' or (latitude is null and longitude is null))`,
    instead: 'CHECK (true)',
    test: LOCATION,
  },
  {
    rules: ['P1'],
    file: 'migrations/1700000000002-search.ts',
    piece:
      "union\n        select s.id, l.place_id from service s join shown_location l on l.id = s.location_id\n         where l.visibility <> 'HIDDEN'`",
    instead: 'union\n        select s.id, l.place_id from service s join location l on l.id = s.location_id`',
    test: LOCATION,
  },
  {
    rules: ['P4'],
    file: 'migrations/1700000000002-search.ts',
    piece: " and (l.visibility = 'PUBLIC' or p.level <> 'MUNICIPALITY')",
    instead: '',
    test: LOCATION,
  },
  {
    rules: ['P52'],
    file: 'phone-change/phone-change.rules.ts',
    piece: 'viewer.id !== change.proposedBy &&',
    instead: '',
    test: PHONE_CHANGE,
  },
  {
    rules: ['P52'],
    file: 'phone-change/phone-change.inputs.ts',
    piece: "@Equals(true, { message: 'calledOldNumber must be true: call the number first, then approve' })",
    instead: '',
    test: PHONE_CHANGE,
  },
  {
    rules: ['P52'],
    file: 'phone-change/phone-change.rules.ts',
    piece: 'viewer.organisationId === change.proposedByOrganisationId;',
    instead: 'true;',
    test: PHONE_CHANGE,
  },
  {
    rules: ['P52'],
    file: 'phone-change/phone-change.service.ts',
    piece: 'await organisationToEdit(manager, viewer, named.organisationId);',
    instead: '',
    test: PHONE_CHANGE,
  },
]);
