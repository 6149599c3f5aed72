import { Row } from '@ura/database';
import type { Country } from '@ura/vocabulary';
import { Column, Entity } from 'typeorm';

/**
 * How long a reflection period is in a country, from a day on. From a file that people read and correct,
 * `infra/first-data/reflection-policies.json`; a period copies its days when it begins.
 */
@Entity('reflection_policy')
export class ReflectionPolicy extends Row {
  @Column('text')
  country!: Country;

  @Column('int')
  days!: number;

  @Column('date')
  validFrom!: string;

  /** Its last day; null while it holds. */
  @Column('date', { nullable: true })
  validTo!: string | null;

  @Column('text')
  source!: string;

  /** Whether somebody read it in the source itself. */
  @Column('boolean', { default: false })
  verified!: boolean;
}
