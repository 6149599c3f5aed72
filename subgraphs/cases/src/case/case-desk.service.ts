import { isMember, type Member, type Viewer } from '@ura/access';
import { once, type ScopedDatabase } from '@ura/database';
import { Unauthenticated } from '@ura/errors';
import type { EntityManager } from 'typeorm';
import type { Case } from './case.entity';
import type { CaseService } from './case.service';

/** Where cases are changed, and what stands beside them: in one transaction, and once for a key. */
export class CaseDesk {
  constructor(
    private readonly database: ScopedDatabase,
    private readonly viewer: Viewer,
    private readonly cases: CaseService,
  ) {}

  /** Runs `work`, which gives the id of what it changed, and gives that. Throws Unauthenticated for the anonymous. */
  async once(
    operation: string,
    input: { readonly idempotencyKey: string },
    work: (manager: EntityManager, viewer: Member) => Promise<string>,
  ): Promise<string> {
    const { viewer } = this;
    if (!isMember(viewer)) throw new Unauthenticated();
    return this.database.run(manager =>
      once(manager, { viewer, operation, input }, () => work(manager, viewer)),
    );
  }

  /** The same for a case, which is given as it is then. */
  async change(...[operation, input, work]: Parameters<CaseDesk['once']>): Promise<Case> {
    return this.cases.changed(await this.once(operation, input, work));
  }
}
