import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Kinds of record that have a term of their own. */
export type RetainedRecord = 'IDENTITY_OF_ADULT' | 'IDENTITY_OF_CHILD';

/** How long a kind of record is kept after its case has ended, by law or by an organisation's rule. */
@Entity('retention_rule')
export class RetentionRule {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('text')
  record!: RetainedRecord;

  /** ISO 3166-1 of the owner's country, and XK. */
  @Column('text')
  country!: string;

  @Column('int')
  years!: number;

  @Column('date')
  validFrom!: string;

  @Column('date', { nullable: true })
  validTo!: string | null;

  @Column('text')
  source!: string;

  /** Whether somebody compared it with its source. */
  @Column('boolean', { default: false })
  isVerified!: boolean;
}
