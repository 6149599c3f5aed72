import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { SafeChannel } from './safe-contact.entity';

/** What of a safe contact is sealed, each in a column of its own. */
export const safeContactColumns = ['reach', 'hours', 'whoMayAnswer', 'codeWord', 'languages'] as const;
export type SafeContactColumn = (typeof safeContactColumns)[number];

/** How a survivor is reached safely, as it is stored: sealed with her key. */
@Entity('safe_contact')
export class SealedSafeContact {
  @PrimaryColumn('uuid')
  caseId!: string;

  @Column('text')
  channel!: SafeChannel;

  @Column('boolean')
  mayLeaveMessage!: boolean;

  @Column('bytea', { nullable: true })
  reach!: Buffer | null;

  @Column('bytea', { nullable: true })
  hours!: Buffer | null;

  @Column('bytea', { nullable: true })
  whoMayAnswer!: Buffer | null;

  @Column('bytea', { nullable: true })
  codeWord!: Buffer | null;

  @Column('bytea', { nullable: true })
  languages!: Buffer | null;

  @Column('timestamptz', { default: () => 'now()' })
  recordedAt!: Date;
}
