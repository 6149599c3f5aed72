import { randomBytes } from 'node:crypto';
import { member } from '@ura/access';
import { createDatabase, type Database, ensureDatabase, type ScopedDatabase } from '@ura/database';
import { Forbidden } from '@ura/errors';
import { Privacy } from '@ura/vocabulary';
import {
  Arg,
  Authorized,
  Ctx,
  Field,
  ID,
  Int,
  ObjectType,
  Query,
  Resolver,
  Root,
  Subscription,
} from 'type-graphql';
import type { Changed } from './changes';
import type { Context, Subgraph } from './manifest';

@ObjectType({ description: 'Something that counts.' })
@Privacy('PARTNER')
export class Counter {
  @Field(() => ID, { description: 'Its id.' })
  id!: string;

  @Field(() => Int, { description: 'How far it is.' })
  value!: number;

  @Field(() => String, { description: 'Much to send.' })
  ballast!: string;
}

/** A counter at this value refuses everybody; below nought it breaks. */
export const FORBIDDEN = 13;

/** Every reading of a counter, by its id. */
export const readings: string[] = [];

class CounterService {
  private readonly seen = new Map<string, Promise<Counter | null>>();

  constructor(private readonly database: ScopedDatabase) {}

  /** Read once: whoever keeps the service for a second event is told the first one's state. */
  byId(id: string): Promise<Counter | null> {
    const found = this.seen.get(id) ?? this.read(id);
    this.seen.set(id, found);
    return found;
  }

  async ids(): Promise<string[]> {
    const rows = await this.database.run(manager => manager.query('select id from counter'));
    return rows.map(({ id }: Counter) => id);
  }

  private async read(id: string): Promise<Counter | null> {
    readings.push(id);
    const [row] = await this.database.run(manager =>
      manager.query('select id, value, ballast from counter where id = $1', [id]),
    );
    if (row?.value === FORBIDDEN) throw new Forbidden();
    if (row?.value < 0) throw new Error('a secret of the inside');
    return row ? { ...row, ballast: BALLAST.repeat(row.ballast) } : null;
  }
}

/** A tenth of a megabyte that nothing on the way can press together. */
const BALLAST = randomBytes(50_000).toString('hex');

interface Services {
  readonly counters: CounterService;
}

@Resolver(() => Counter)
class CounterResolver {
  @Query(() => Counter, { nullable: true, description: 'A counter.' })
  @Privacy('PARTNER')
  @Authorized(member)
  counter(
    @Arg('id', () => ID, { description: 'Which.' }) id: string,
    @Ctx() { services }: Context<Services>,
  ): Promise<Counter | null> {
    return services.counters.byId(id);
  }

  @Subscription(() => Counter, {
    nullable: true,
    description: 'A counter, at once and as it counts.',
    subscribe: ({ args, context }) => context.stream.ofOne('counter', args.id),
  })
  @Privacy('PARTNER')
  @Authorized(member)
  counted(
    @Arg('id', () => ID, { description: 'Which.' }) id: string,
    @Ctx() { services }: Context<Services>,
  ): Promise<Counter | null> {
    return services.counters.byId(id);
  }

  @Subscription(() => Counter, {
    nullable: true,
    description: 'Every counter that changes.',
    subscribe: ({ context }) => context.stream.ofAll('counters', () => context.services.counters.ids()),
  })
  @Privacy('PARTNER')
  @Authorized(member)
  allCounted(@Root() { id }: Changed, @Ctx() { services }: Context<Services>): Promise<Counter | null> {
    return services.counters.byId(id);
  }
}

export const counters: Subgraph<Services> = {
  name: 'counters',
  port: 0,
  entities: [],
  resolvers: [CounterResolver],
  migrations: __dirname,
  services: database => ({ counters: new CounterService(database) }),
};

export interface CounterDatabase {
  readonly service: Database;
  readonly owner: Database;
  /** Makes or changes counters in one transaction; announces it unless it is told not to. */
  set(
    value: number,
    ids: readonly string[],
    options?: { ballast?: number; isQuiet?: boolean },
  ): Promise<void>;
  /** Cuts every connection that listens. */
  hangUp(): Promise<void>;
  close(): Promise<void>;
}

export const counterDatabase = async (postgresUrl: string, name: string): Promise<CounterDatabase> => {
  const urls = await ensureDatabase(postgresUrl, name, 'test');
  const files = { entities: [], migrations: __dirname };
  const [service, owner] = [
    await createDatabase({ ...files, url: urls.service }),
    await createDatabase({ ...files, url: urls.owner }),
  ];
  await owner.source.query(
    `drop table if exists counter;
     create table counter (id uuid primary key, value int not null, ballast int not null);
     grant select on counter to ${new URL(urls.service).username}`,
  );
  return {
    service,
    owner,
    set: async (value, ids, { ballast = 0, isQuiet = false } = {}) => {
      await owner.source.query(
        `with changed as (
           insert into counter select unnest($1::uuid[]), $2, $3
           on conflict (id) do update set value = excluded.value returning id
         ) select pg_notify('changes', topic || id) from changed, unnest($4::text[]) as topic`,
        [ids, value, ballast, isQuiet ? [] : ['counter ', 'counters ']],
      );
    },
    hangUp: async () => {
      const superuser = await createDatabase({ ...files, url: postgresUrl });
      await superuser.source.query(
        `select pg_terminate_backend(pid) from pg_stat_activity
          where application_name = 'listener' and datname = $1`,
        [name],
      );
      await superuser.close();
    },
    close: async () => {
      await service.close();
      await owner.close();
    },
  };
};
