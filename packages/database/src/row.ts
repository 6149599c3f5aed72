import { CreateDateColumn, PrimaryColumn } from 'typeorm';

/** What every table has. The id is given by whoever makes the row, with `newId()`. */
export abstract class Row {
  @PrimaryColumn('uuid')
  id!: string;

  /** The database's clock, when the row was written. */
  @CreateDateColumn({ type: 'timestamptz', default: () => 'now()' })
  createdAt!: Date;
}
