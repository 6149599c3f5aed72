import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { BedHoldStatus } from '../hold/hold.entity';

/** What remains of holds that are purged: how many ended how, by month, for each pair of organisations. */
@Entity('hold_tally')
export class HoldTally {
  @PrimaryColumn('uuid')
  shelterId!: string;

  @PrimaryColumn('uuid')
  requesterOrganisationId!: string;

  @PrimaryColumn('date')
  month!: string;

  @PrimaryColumn('text')
  outcome!: BedHoldStatus;

  /** The reason of a declined one; empty for the others. */
  @PrimaryColumn('text')
  decline!: string;

  @Column('uuid')
  organisationId!: string;

  @Column('int')
  holds!: number;
}
