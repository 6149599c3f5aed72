import { Row } from '@ura/database';
import { Column, Entity, Index } from 'typeorm';

/** That a worker looked for beds. Counted by the hour, so that nobody can find out by trying who is kept apart. */
@Entity('need_ask')
@Index(['viewerId', 'createdAt'])
export class NeedAsk extends Row {
  @Column('uuid')
  viewerId!: string;

  @Column('uuid')
  organisationId!: string;
}
