import { Row } from '@ura/database';
import { LocalizedText, PhoneKind } from '@ura/vocabulary';
import { Column, Entity, ForeignKey, Index } from 'typeorm';
import { MobileUnit } from '../mobile-unit/mobile-unit.entity';
import { Organisation } from '../organisation/organisation.entity';
import { Service } from '../service/service.entity';

/**
 * A public number of an organisation, shown as the vocabulary's `Phone`. It is of a service, of a mobile
 * unit, of both, or, with neither, of the organisation at large. Only an approved change writes here.
 */
@Entity('phone')
@Index(['organisationId', 'number'], { unique: true, where: 'removed_at is null' })
export class PhoneNumber extends Row {
  @ForeignKey(() => Organisation)
  @Column('uuid')
  organisationId!: string;

  @ForeignKey(() => Service)
  @Index()
  @Column('uuid', { nullable: true })
  serviceId!: string | null;

  @ForeignKey(() => MobileUnit)
  @Index()
  @Column('uuid', { nullable: true })
  mobileUnitId!: string | null;

  @Column('text')
  number!: string;

  @Column('text')
  kind!: PhoneKind;

  @Column('jsonb', { nullable: true })
  label!: LocalizedText | null;

  @Column('boolean', { default: false })
  demonstration!: boolean;

  // A number that is taken out stays as a row, so that loading the first data does not bring it back.
  @Column('timestamptz', { nullable: true })
  removedAt!: Date | null;
}
