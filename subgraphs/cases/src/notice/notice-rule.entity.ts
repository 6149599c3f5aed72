import { Row } from '@ura/database';
import type { Country, Situation, Urgency } from '@ura/vocabulary';
import { Column, Entity, Index } from 'typeorm';
import type { NoticeRecipient, NotRequiredReason } from './notice.entity';

/** Whom a rule is about; UNKNOWN is somebody whose age nobody knows. */
export type RuleAges = 'ALL' | 'CHILD' | 'ADULT' | 'UNKNOWN';

/**
 * That in a country, for a kind of case, somebody has to be told, or need not be. From a file that people
 * read and correct, `infra/first-data/notice-rules.json`. A notice copies what it needs of its rule.
 */
@Entity('notice_rule')
@Index(['country', 'kind'])
export class NoticeRule extends Row {
  @Column('text')
  country!: Country;

  @Column('text')
  kind!: Situation;

  @Column('text')
  to!: NoticeRecipient;

  @Column('text')
  ages!: RuleAges;

  /** Null where the notice is owed. */
  @Column('text', { nullable: true })
  notRequiredReason!: NotRequiredReason | null;

  /** From the opening of the case on. */
  @Column('int', { default: 0 })
  hoursUntilDue!: number;

  /** After it was due: a setting of the hub, not of a law. */
  @Column('int', { default: 60 })
  minutesUntilOverdue!: number;

  /** From the sending on: a setting of the hub, too. */
  @Column('int', { default: 24 })
  hoursUntilAcknowledged!: number;

  @Column('text', { default: 'ROUTINE' })
  urgency!: Urgency;

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
