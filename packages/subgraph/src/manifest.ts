import type { Viewer } from '@ura/access';
import type { Database, ScopedDatabase } from '@ura/database';
import type { NonEmptyArray } from 'type-graphql';
import type { EntityManager } from 'typeorm';
import type { ChangeStream } from './changes';

// biome-ignore lint/complexity/noBannedTypes: type-graphql and TypeORM both type a class so
type Class = Function;

/** What one subgraph is made of. Everything else follows from this. */
export interface Subgraph<Services = unknown> {
  /** Its name in the graph, in its folder, in its settings and in its database. */
  readonly name: string;
  readonly port: number;
  readonly entities: readonly Class[];
  readonly resolvers: NonEmptyArray<Class>;
  /** Types that no field reaches, such as stubs of other subgraphs' types. */
  readonly orphanedTypes?: readonly Class[];
  /** Folder of the migrations. */
  readonly migrations: string;
  /** Whether its rows are held by row-level security: then it refuses a role that is not held. */
  readonly rowSecurity?: boolean;
  /** The services of one request. They are born knowing who asks. */
  services(database: ScopedDatabase, viewer: Viewer): Services;
  /**
   * How another subgraph's reference to a type becomes the thing itself, through the services, so that
   * the viewer's rights bite here too. Null where it is hidden or missing.
   */
  readonly references?: Readonly<
    Record<string, (services: Services, reference: { readonly [key: string]: string }) => unknown>
  >;
  /** Loads first data from a folder, as the database's owner. Again changes nothing. */
  loadFirstData?(manager: EntityManager, folder: string): Promise<void>;
  /** Work that the clock brings, every half a minute, safe to run in several copies at once. */
  chores?(database: Database): Promise<void>;
  /** The same for what somebody waits for, every second: it must cost next to nothing. */
  quickChores?(database: Database): Promise<void>;
}

/** What a resolver gets. */
export interface Context<Services = unknown> {
  readonly viewer: Viewer;
  readonly services: Services;
  /** Services that remember nothing of what was read. */
  newServices(): Services;
  /** Whether the viewer's own token came along and holds. OWNER and IDENTITY fields need it. */
  readonly isProven: boolean;
  /** Of a subscription: what it follows. */
  readonly stream?: ChangeStream;
}
