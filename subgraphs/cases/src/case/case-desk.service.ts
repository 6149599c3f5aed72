import { isMember, type Member, type Viewer } from '@ura/access';
import { once, type ScopedDatabase } from '@ura/database';
import { Conflict, Forbidden, Unauthenticated } from '@ura/errors';
import type { EntityManager } from 'typeorm';
import type { CasePart } from '../part/part.rules';
import type { Case } from './case.entity';
import { isLive, isStaffFor } from './case.rules';
import { type CaseService, caseForWork } from './case.service';

/**
 * The case for somebody who changes these parts of it. Throws NotFound where nothing is open to them,
 * Forbidden where they do not work on a part, Conflict where the case has ended.
 */
export const caseAtWork = async (
  manager: EntityManager,
  viewer: Viewer,
  caseId: string,
  ...parts: readonly CasePart[]
): Promise<Case> => {
  const found = await caseForWork(manager, viewer, caseId);
  if (!parts.every(part => isStaffFor(part)(viewer, found))) throw new Forbidden();
  if (!isLive(found.status)) throw new Conflict(`The case is ${found.status}.`);
  return found;
};

/** Where cases are changed: in one transaction, and once for a key. */
export class CaseDesk {
  constructor(
    private readonly database: ScopedDatabase,
    private readonly viewer: Viewer,
    private readonly cases: CaseService,
  ) {}

  /** Runs `work`, which gives the id of the case that it changed, and gives that case. */
  async change(
    operation: string,
    input: { readonly idempotencyKey: string },
    work: (manager: EntityManager, viewer: Member) => Promise<string>,
  ): Promise<Case> {
    const { viewer } = this;
    if (!isMember(viewer)) throw new Unauthenticated();
    const id = await this.database.run(manager =>
      once(manager, { viewer, operation, input }, () => work(manager, viewer)),
    );
    return this.cases.changed(id);
  }
}
