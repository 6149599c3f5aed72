import { Row } from '@ura/database';
import { type CodeOf, enumOf } from '@ura/vocabulary';
import { Column, Entity, Index } from 'typeorm';

export const BlockReason = enumOf('BlockReason', 'Why an empty bed is not to be given.', {
  REPAIR: 'It, or its room, is being repaired.',
  CLEANING: 'It is being cleaned or disinfected.',
  ISOLATION: 'Somebody near it must be alone.',
  STAFF_SHORTAGE: 'There is nobody to look after one more person.',
  SAFETY: 'It is not safe to give it now.',
  OTHER: 'Another reason.',
});
export type BlockReason = CodeOf<typeof BlockReason>;

/** Why a bed is out of use, and until when. The claim of the same block keeps it from being given. */
@Entity('bed_block')
export class BedBlock extends Row {
  @Index()
  @Column('uuid')
  bedId!: string;

  @Column('uuid')
  shelterId!: string;

  @Column('uuid')
  organisationId!: string;

  @Column('timestamptz')
  startsAt!: Date;

  /** Where it was ended early: when. */
  @Column('timestamptz')
  endsAt!: Date;

  @Column('text')
  reason!: BlockReason;
}
