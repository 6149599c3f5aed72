import { Row } from '@ura/database';
import { PartialDate, Privacy } from '@ura/vocabulary';
import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, ForeignKey, Index } from 'typeorm';
import { Agreement } from '../agreement/agreement.entity';
import { Organisation } from '../organisation/organisation.entity';
import { Place } from '../place/place.entity';

@ObjectType({ description: 'Social workers who go to where people are, in one region.' })
@Directive('@key(fields: "id")')
@Privacy('PUBLIC')
@Entity('mobile_unit')
export class MobileUnit extends Row {
  @Field(() => ID, { description: 'Its id.' })
  override id!: string;

  @Field(() => String, { description: 'Its code, such as MU-VLORE.' })
  @Index({ unique: true })
  @Column('text')
  code!: string;

  @ForeignKey(() => Organisation)
  @Index()
  @Column('uuid')
  organisationId!: string;

  @ForeignKey(() => Place)
  @Index()
  @Column('uuid')
  regionId!: string;

  @Field(() => PartialDate, { description: 'Since when it works, as precisely as that is known.' })
  @Column('jsonb')
  since!: PartialDate;

  @Field(() => Int, { description: 'How many social workers it has.' })
  @Column('integer')
  teamSize!: number;

  @ForeignKey(() => Agreement)
  @Column('uuid', { nullable: true })
  policeAgreementId!: string | null;
}
