import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { AgeBand, Country, LocalizedText, RiskLevel, Sex, Situation } from '@ura/vocabulary';
import type { EntityManager } from 'typeorm';
import { Bed } from './bed/bed.entity';
import { OnCallShift } from './on-call/on-call-shift.entity';
import { KnownPlace, type PlaceLevel } from './place/place.entity';
import { Room } from './room/room.entity';
import {
  type Licence,
  Shelter,
  type ShelterKind,
  type ShelterProgramme,
  type ShelterRegime,
} from './shelter/shelter.entity';
import { ShelterAddress } from './shelter/shelter-address.entity';

interface PlaceRecord {
  readonly id: string;
  readonly code: string;
  readonly parentCode?: string;
  readonly level: PlaceLevel;
  readonly country: Country;
  readonly centroid: { readonly latitude: number; readonly longitude: number };
}

interface ShelterRecord {
  readonly id: string;
  readonly slug: string;
  readonly organisationSlug: string;
  readonly country: Country;
  readonly regionCode: string;
  readonly name: LocalizedText;
  readonly kind: ShelterKind;
  readonly programmes: ShelterProgramme[];
  readonly regime: ShelterRegime;
  readonly accepts: {
    readonly risks: RiskLevel[];
    readonly sexes: Sex[];
    readonly ageBands: AgeBand[];
    readonly situations: Situation[];
    readonly oldestBoy?: number;
  };
  readonly languages: string[];
  readonly maximumNights?: number;
  readonly leaseUntil?: string;
  readonly licences?: Licence[];
  readonly address: {
    readonly street: string;
    readonly postalCode: string;
    readonly building?: string;
    readonly coordinates: { readonly latitude: number; readonly longitude: number };
  };
  readonly rooms: readonly (Pick<
    Room,
    'id' | 'label' | 'familyUnit' | 'accessible' | 'groundFloor' | 'cots'
  > & {
    readonly beds: readonly Pick<Bed, 'id' | 'label'>[];
  })[];
  readonly onCall: readonly Pick<OnCallShift, 'id' | 'days' | 'from' | 'to' | 'phone' | 'tier'>[];
  readonly demonstration?: boolean;
}

const records = <Kind>(folder: string, file: string): Kind[] =>
  JSON.parse(readFileSync(path.join(folder, file), 'utf8'));

/** Loads places and shelters that are not there yet, and touches nothing that is: people change it from then on. */
export const loadFirstData = async (manager: EntityManager, folder: string): Promise<void> => {
  const places = records<PlaceRecord>(folder, 'places.json').map(
    ({ id, code, parentCode, level, country, centroid }) => ({
      id,
      code,
      parentCode,
      level,
      country,
      ...centroid,
    }),
  );
  await manager.createQueryBuilder().insert().into(KnownPlace).values(places).orIgnore().execute();
  const organisations = records<{ id: string; slug: string }>(folder, 'organisations.json');
  for (const shelter of records<ShelterRecord>(folder, 'shelters.json')) {
    if (await manager.existsBy(Shelter, { id: shelter.id })) continue;
    const organisation = organisations.find(({ slug }) => slug === shelter.organisationSlug);
    if (!organisation) throw new Error(`shelters.json: there is no organisation ${shelter.organisationSlug}`);
    await load(manager, shelter, organisation.id);
  }
};

async function load(manager: EntityManager, record: ShelterRecord, organisationId: string): Promise<void> {
  const { id: shelterId, accepts, address, rooms, onCall, organisationSlug, ...rest } = record;
  const house = { shelterId, organisationId };
  await manager.insert(
    Shelter,
    manager.create(Shelter, { ...rest, ...accepts, id: shelterId, organisationId }),
  );
  const { coordinates, ...street } = address;
  await manager.insert(ShelterAddress, { ...street, ...coordinates, ...house });
  await manager.insert(
    Room,
    rooms.map(({ beds, ...room }) => ({ ...room, ...house })),
  );
  await manager.insert(
    Bed,
    rooms.flatMap(room => room.beds.map(bed => ({ ...bed, ...house, roomId: room.id }))),
  );
  await manager.insert(
    OnCallShift,
    onCall.map(shift => ({ ...shift, ...house })),
  );
}
