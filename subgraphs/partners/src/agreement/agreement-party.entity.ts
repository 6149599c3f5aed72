import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Organisation } from '../organisation/organisation.entity';
import { Agreement } from './agreement.entity';

/** A party of an agreement. */
@Entity('agreement_party')
export class AgreementParty {
  @ForeignKey(() => Agreement, { onDelete: 'CASCADE' })
  @PrimaryColumn('uuid')
  agreementId!: string;

  @ForeignKey(() => Organisation)
  @Index()
  @PrimaryColumn('uuid')
  organisationId!: string;

  /** Its place among the parties, as they were named. */
  @Column('integer')
  position!: number;
}
