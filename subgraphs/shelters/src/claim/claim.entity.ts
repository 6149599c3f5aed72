import { Row } from '@ura/database';
import { Check, Column, Entity, Exclusion, Index } from 'typeorm';

export type ClaimKind = 'HOLD' | 'STAY' | 'BLOCK';

/**
 * Who has a bed, and over which time. This one table says everything about availability: a bed is free
 * where no claim covers the moment, and the constraint keeps two claims of one bed apart whatever the
 * code does. A hold that nobody confirms ends by its range alone; nothing is cleaned up to free a bed.
 */
@Entity('claim')
@Exclusion('claim_one_at_a_time', 'USING gist ("bed_id" WITH =, "during" WITH &&)')
// By their ends, which TypeORM cannot say: see the door that availability is asked through.
@Index('claim_ends', { synchronize: false })
@Check('claim_of_one_thing', 'num_nonnulls(hold_id, stay_id, block_id) = 1')
export class Claim extends Row {
  @Column('uuid')
  bedId!: string;

  @Index()
  @Column('uuid')
  shelterId!: string;

  @Column('uuid')
  organisationId!: string;

  /** Who asked for the hold; null for stays and blocks, which are the shelter's own. */
  @Column('uuid', { nullable: true })
  requesterOrganisationId!: string | null;

  @Column('text')
  kind!: ClaimKind;

  @Index({ where: 'hold_id is not null' })
  @Column('uuid', { nullable: true })
  holdId!: string | null;

  @Index({ where: 'stay_id is not null' })
  @Column('uuid', { nullable: true })
  stayId!: string | null;

  @Index({ where: 'block_id is not null' })
  @Column('uuid', { nullable: true })
  blockId!: string | null;

  /** Half open: `[from, until)`, without an end while only people can free the bed. */
  @Column('tstzrange')
  during!: string;
}
