import { newId, type ScopedDatabase } from '@ura/database';
import { Country } from '@ura/vocabulary';
import type { EntityManager } from 'typeorm';
import { groupedBy } from '../availability/availability.rules';
import { bedStatusAt } from '../bed/bed.rules';
import { claimsOver, clock } from '../claim/claim.service';
import { BedSummary } from './summary.entity';
import { inAWord, lastEvening } from './summary.rules';

export class SummaryService {
  constructor(private readonly database: ScopedDatabase) {}

  /** The last evening's word for each country. */
  latest(): Promise<BedSummary[]> {
    return this.database.run(manager =>
      manager
        .createQueryBuilder(BedSummary, 'summary')
        .distinctOn(['summary.country'])
        .orderBy('summary.country')
        .addOrderBy('summary.as_of', 'DESC')
        .getMany(),
    );
  }
}

/** Writes down what last evening was like, once: what happens later does not change it. */
export const summarise = async (manager: EntityManager): Promise<void> => {
  const now = await clock(manager);
  for (const country of Object.values(Country)) {
    const { asOf, at } = lastEvening(country, now);
    if (await manager.existsBy(BedSummary, { country, asOf })) continue;
    const free = await freeAt(manager, country, at);
    await manager.query(
      'insert into bed_summary (id, country, free, as_of) values ($1, $2, $3, $4) on conflict do nothing',
      [newId(), country, inAWord(free), asOf],
    );
  }
};

async function freeAt(manager: EntityManager, country: Country, at: Date): Promise<number> {
  const beds: { id: string }[] = await manager.query(
    'select bed.id from bed join shelter on shelter.id = bed.shelter_id where shelter.country = $1',
    [country],
  );
  const ids = beds.map(({ id }) => id);
  const claims = groupedBy(
    await claimsOver(manager, ids, at, new Date(at.getTime() + 1)),
    ({ bedId }) => bedId,
  );
  return ids.filter(id => bedStatusAt(claims.get(id) ?? [], at) === 'AVAILABLE').length;
}
