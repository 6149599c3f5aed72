import { Row } from '@ura/database';
import type { Country } from '@ura/vocabulary';
import { Column, Entity, Index } from 'typeorm';
import type { NoticeRecipient } from './notice.entity';

/** Which organisation of the directory takes the notices of a region, or of a country where no region is said. */
@Entity('known_recipient')
@Index(['country', 'to'])
export class KnownRecipient extends Row {
  @Column('text')
  to!: NoticeRecipient;

  @Column('text')
  country!: Country;

  @Column('text', { nullable: true })
  regionCode!: string | null;

  @Column('uuid')
  organisationId!: string;
}
