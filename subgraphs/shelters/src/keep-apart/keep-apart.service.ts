import { isMember, type Member, type Viewer } from '@ura/access';
import { newId, once, type ScopedDatabase } from '@ura/database';
import { Conflict, Invalid, NotFound, Unauthenticated } from '@ura/errors';
import { type EntityManager, IsNull } from 'typeorm';
import { KeepApart } from './keep-apart.entity';
import type { EndKeepApartInput, KeepApartInput } from './keep-apart.inputs';

/**
 * The shelters in which somebody lives, is expected, or spends the day, who must not meet the person of this case. Without
 * a reference there are none, at the price of the same query.
 */
export const keptApartShelters = async (
  manager: EntityManager,
  caseRef: string | null | undefined,
): Promise<ReadonlySet<string>> => {
  const rows: { shelterId: string }[] = await manager.query(
    'select shelter_id as "shelterId" from kept_apart_shelters($1::uuid) as shelter_id',
    [caseRef ?? null],
  );
  return new Set(rows.map(({ shelterId }) => shelterId));
};

/** Records who is kept apart. It never looks whether either of them is anywhere. */
export class KeepApartService {
  constructor(
    private readonly database: ScopedDatabase,
    private readonly viewer: Viewer,
  ) {}

  keep(input: KeepApartInput): Promise<KeepApart> {
    const viewer = this.member();
    const pair = [input.caseRef.toLowerCase(), input.otherCaseRef.toLowerCase()].sort();
    const [caseRef, otherCaseRef] = pair as [string, string];
    if (caseRef === otherCaseRef) {
      throw new Invalid('input.otherCaseRef', 'These are two references of one case.');
    }
    return this.database.run(async manager => {
      const id = await once(manager, { viewer, operation: 'keepApart', input }, async () => {
        const { organisationId } = viewer;
        await manager.query(
          `insert into keep_apart (id, organisation_id, case_ref, other_case_ref, recorded_by_id)
           values ($1, $2, $3, $4, $5) on conflict do nothing`,
          [newId(), organisationId, caseRef, otherCaseRef, viewer.id],
        );
        const live = { organisationId, caseRef, otherCaseRef, endedAt: IsNull() };
        return (await manager.findOneByOrFail(KeepApart, live)).id;
      });
      return manager.findOneByOrFail(KeepApart, { id });
    });
  }

  end({ keepApartId: id }: EndKeepApartInput): Promise<KeepApart> {
    const { organisationId } = this.member();
    return this.database.run(async manager => {
      const known = await manager.findOneBy(KeepApart, { id, organisationId });
      if (!known) throw new NotFound();
      if (known.endedAt) throw new Conflict('This is ENDED already.');
      await manager.update(KeepApart, { id }, { endedAt: () => 'now()' });
      return manager.findOneByOrFail(KeepApart, { id });
    });
  }

  private member(): Member {
    if (!isMember(this.viewer)) throw new Unauthenticated();
    return this.viewer;
  }
}
