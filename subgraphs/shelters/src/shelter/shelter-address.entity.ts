import { Privacy } from '@ura/vocabulary';
import { Field, Float, ObjectType } from 'type-graphql';
import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';

@ObjectType({ description: 'Where a shelter stands. For its own staff only.' })
@Privacy('OWNER')
@Entity('shelter_address')
export class ShelterAddress {
  @PrimaryColumn('uuid')
  shelterId!: string;

  @Column('uuid')
  organisationId!: string;

  @CreateDateColumn({ type: 'timestamptz', default: () => 'now()' })
  createdAt!: Date;

  @Field(() => String, { nullable: true, description: 'Street and number.' })
  @Column('text')
  street!: string;

  @Field(() => String, { nullable: true, description: 'Postal code.' })
  @Column('text')
  postalCode!: string;

  @Field(() => String, { nullable: true, description: 'Building, entrance or floor.' })
  @Column('text', { nullable: true })
  building!: string | null;

  @Field(() => Float, { nullable: true, description: 'Degrees north.' })
  @Column('double precision')
  latitude!: number;

  @Field(() => Float, { nullable: true, description: 'Degrees east.' })
  @Column('double precision')
  longitude!: number;
}
