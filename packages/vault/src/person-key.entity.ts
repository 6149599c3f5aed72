import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

/**
 * The wrapped data key of one person's identity, in the database of the subgraph that keeps it. The
 * subgraph's migration puts row-level security on the table; nothing here is ever a field of the graph.
 */
@Entity('person_key')
@Check('person_key_destroyed', '(wrapped is null) = (destroyed_at is not null)')
@Index(['organisationId', 'keyVersion'])
export class PersonKey {
  @PrimaryColumn('uuid')
  personId!: string;

  @Column('uuid')
  organisationId!: string;

  /** Version of the organisation's key that wraps it, or did until it was destroyed. */
  @Column('int')
  keyVersion!: number;

  @Column('bytea', { nullable: true })
  wrapped!: Buffer | null;

  /** Since then nobody can read the person's identity. The row stays, so that it is never made anew. */
  @Column('timestamptz', { nullable: true })
  destroyedAt!: Date | null;
}
