import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** What of a survivor is sealed, each in a column of its own. */
export const survivorColumns = [
  'givenName',
  'familyName',
  'formerNames',
  'born',
  'citizenships',
  'languages',
  'documentNumber',
  'address',
  'phone',
] as const;
export type SurvivorColumn = (typeof survivorColumns)[number];

/**
 * Who a survivor is, as it is stored: nothing in it can be read without her key, which is kept wrapped in
 * `person_key` under the id of the case. Erased, there is no row.
 */
@Entity('survivor')
export class SealedSurvivor {
  @PrimaryColumn('uuid')
  caseId!: string;

  @Column('bytea', { nullable: true })
  givenName!: Buffer | null;

  @Column('bytea', { nullable: true })
  familyName!: Buffer | null;

  @Column('bytea', { nullable: true })
  formerNames!: Buffer | null;

  @Column('bytea', { nullable: true })
  born!: Buffer | null;

  @Column('bytea', { nullable: true })
  citizenships!: Buffer | null;

  @Column('bytea', { nullable: true })
  languages!: Buffer | null;

  @Column('bytea', { nullable: true })
  documentNumber!: Buffer | null;

  @Column('bytea', { nullable: true })
  address!: Buffer | null;

  @Column('bytea', { nullable: true })
  phone!: Buffer | null;

  @Column('timestamptz', { default: () => 'now()' })
  recordedAt!: Date;
}

/** The mark of one of a survivor's names under the owner's key, by which the owner's people find her again. */
@Entity('name_mark')
export class NameMark {
  @PrimaryColumn('uuid')
  caseId!: string;

  @Index()
  @PrimaryColumn('text')
  mark!: string;
}
