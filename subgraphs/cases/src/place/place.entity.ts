import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

export type PlaceLevel = 'COUNTRY' | 'REGION' | 'MUNICIPALITY';

/** What this subgraph must know of a place that `partners` owns: its code and what it lies in. */
@Entity('place')
export class KnownPlace {
  @PrimaryColumn('uuid')
  id!: string;

  @Index({ unique: true })
  @Column('text')
  code!: string;

  @Column('text', { nullable: true })
  parentCode!: string | null;

  @Column('text')
  level!: PlaceLevel;

  @Column('text')
  country!: string;
}
