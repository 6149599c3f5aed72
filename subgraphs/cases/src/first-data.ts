import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { EntityManager } from 'typeorm';
import { KnownPlace } from './place/place.entity';

const records = <Kind>(folder: string, file: string): Kind[] =>
  JSON.parse(readFileSync(path.join(folder, file), 'utf8'));

/** Loads what is not there yet, and touches nothing that is: people change it from then on. */
export const loadFirstData = async (manager: EntityManager, folder: string): Promise<void> => {
  const places = records<KnownPlace>(folder, 'places.json').map(
    ({ id, code, parentCode, level, country }) => ({
      id,
      code,
      parentCode,
      level,
      country,
    }),
  );
  await manager.createQueryBuilder().insert().into(KnownPlace).values(places).orIgnore().execute();
};
