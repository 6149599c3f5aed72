import type { AssessedPart } from '../assessment/assessment.entity';

/** What some services must say beyond what, by whom and until when. */
export type Term = 'months' | 'startsOn' | 'workplace' | 'document' | 'return';

interface KnownService {
  /** The part of the case to which its goals and records belong, after the category of the service. */
  readonly part: AssessedPart;
  readonly terms: readonly Term[];
}

const of = (part: AssessedPart, ...terms: readonly Term[]): KnownService => ({ part, terms });

const services: Readonly<Record<string, KnownService>> = {
  VS01: of('PROTECTION'),
  VS02: of('PROTECTION', 'return'),
  VS03: of('PROTECTION'),
  VS04: of('HEALTH'),
  VS05: of('HEALTH'),
  VS06: of('PROTECTION'),
  VS07: of('REINTEGRATION'),
  VS08: of('REINTEGRATION'),
  VS09: of('REINTEGRATION'),
  VS10: of('REINTEGRATION'),
  VS11: of('REINTEGRATION'),
  VS12: of('REINTEGRATION'),
  VS13: of('REINTEGRATION'),
  VS14: of('REINTEGRATION', 'workplace'),
  VS15: of('REINTEGRATION', 'workplace'),
  VS16: of('REINTEGRATION', 'workplace'),
  VS17: of('REINTEGRATION', 'months', 'startsOn'),
  VS18: of('REINTEGRATION'),
  VS19: of('REINTEGRATION'),
  VS20: of('REINTEGRATION', 'document'),
  VS21: of('REINTEGRATION'),
  VS22: of('PROTECTION'),
  VS23: of('REINTEGRATION'),
  VS24: of('PROTECTION'),
};

/** What is known of a service; null for a code that is none. */
export const serviceOf = (code: string): KnownService | null =>
  Object.hasOwn(services, code) ? services[code]! : null;

/** The lengths for which rent is paid: VS17. */
export const rentMonths: readonly number[] = [3, 6, 12];

interface GivenTerms {
  readonly months?: number | null;
  readonly startsOn?: string | null;
  readonly workplaceId?: string | null;
  readonly workplaceKind?: string | null;
  readonly document?: string | null;
}

const fields: Readonly<Record<Exclude<Term, 'return'>, readonly (keyof GivenTerms)[]>> = {
  months: ['months'],
  startsOn: ['startsOn'],
  workplace: ['workplaceId', 'workplaceKind'],
  document: ['document'],
};

const missing: Readonly<Record<keyof typeof fields, string>> = {
  months: 'Say for how many months the rent is paid: 3, 6 or 12.',
  startsOn: 'Say from which day the rent is paid.',
  workplace: 'Say which employer or training centre it is, or of which kind.',
  document: 'Say which document it is for.',
};

/** What is wrong with the terms of a service, with the field; null where nothing is. */
export const wrongTerm = (
  { terms }: KnownService,
  given: GivenTerms,
): { readonly field: keyof GivenTerms; readonly message: string } | null => {
  for (const [term, names] of Object.entries(fields) as [keyof typeof fields, (keyof GivenTerms)[]][]) {
    const said = names.find(name => given[name] !== null && given[name] !== undefined);
    if (terms.includes(term) && !said) return { field: names.at(-1)!, message: missing[term] };
    if (!terms.includes(term) && said) return { field: said, message: 'This belongs to another service.' };
  }
  if (given.months && !rentMonths.includes(given.months)) {
    return { field: 'months', message: 'Rent is paid for 3, 6 or 12 months.' };
  }
  return null;
};
