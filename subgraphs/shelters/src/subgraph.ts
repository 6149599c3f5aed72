import path from 'node:path';
import { IdempotencyKey } from '@ura/database';
import type { Subgraph } from '@ura/subgraph';
import { Bed } from './bed/bed.entity';
import { BedBlock } from './block/block.entity';
import { Claim } from './claim/claim.entity';
import { BedHold } from './hold/hold.entity';
import { NeedAsk } from './need/ask.entity';
import { KnownPlace } from './place/place.entity';
import { Room } from './room/room.entity';
import { Shelter } from './shelter/shelter.entity';
import { ShelterAddress } from './shelter/shelter-address.entity';
import { BedSummary } from './summary/summary.entity';

export interface Services {
  readonly todo?: string;
}

export const shelters: Subgraph<Services> = {
  name: 'shelters',
  port: 4002,
  rowSecurity: true,
  entities: [
    KnownPlace,
    Shelter,
    ShelterAddress,
    Room,
    Bed,
    BedBlock,
    Claim,
    BedHold,
    NeedAsk,
    BedSummary,
    IdempotencyKey,
  ],
  resolvers: [] as never,
  migrations: path.join(__dirname, 'migrations'),
  services: () => ({}),
};
