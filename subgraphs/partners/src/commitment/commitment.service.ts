import type { Viewer } from '@ura/access';
import { isId, newId, once, type ScopedDatabase } from '@ura/database';
import { Conflict, Forbidden, Invalid, NotFound } from '@ura/errors';
import { keyAfter, type Page, pageOf } from '@ura/vocabulary';
import DataLoader from 'dataloader';
import { type EntityManager, In, MoreThan } from 'typeorm';
import { keepChange, plain, signedIn } from '../change/change.service';
import { Organisation } from '../organisation/organisation.entity';
import { isCoordinated } from '../organisation/organisation.rules';
import { inOrder } from '../rows/rows.rules';
import { Commitment } from './commitment.entity';
import type { AddCommitmentInput, CommitmentsArgs, SettleCommitmentInput } from './commitment.inputs';
import { isOverdue, maySettle } from './commitment.rules';

export class CommitmentService {
  private readonly rows = new DataLoader((ids: readonly string[]) =>
    this.database.run(async manager => {
      const rows = await manager.findBy(Commitment, { id: In([...ids]) });
      return inOrder(ids, await asOfToday(manager, rows), ({ id }) => id);
    }),
  );

  constructor(
    private readonly database: ScopedDatabase,
    private readonly viewer: Viewer,
  ) {}

  async byId(id: string): Promise<Commitment | null> {
    return isId(id) ? this.rows.load(id.toLowerCase()) : null;
  }

  /** By the date of the promise, the earliest first. */
  visible(args: CommitmentsArgs): Promise<Page<Commitment>> {
    const only = {
      ...(args.institutionId && { institutionId: args.institutionId }),
      ...(args.status && { status: args.status }),
    };
    const after = keyAfter(args.after, 'day', 'id');
    const [madeOn = '', id = ''] = after ?? [];
    return this.database.run(async manager => {
      const following = [
        { ...only, madeOn: MoreThan(madeOn) },
        { ...only, madeOn, id: MoreThan(id) },
      ];
      const rows = await manager.find(Commitment, {
        where: after ? following : only,
        order: { madeOn: 'ASC', id: 'ASC' },
        take: args.first + 1,
      });
      const totalCount = await manager.countBy(Commitment, only);
      return pageOf(await asOfToday(manager, rows), args, row => [row.madeOn, row.id], totalCount);
    });
  }

  /** Any editor or coordinator writes down what an institution promised; only institutions and networks promise. */
  async add(input: AddCommitmentInput): Promise<Commitment> {
    const viewer = signedIn(this.viewer);
    return this.database.run(async manager => {
      const id = await once(manager, { viewer, operation: 'addCommitment', input }, async () => {
        const institution = await manager.findOneBy(Organisation, { id: input.institutionId });
        if (!institution || !isCoordinated(institution.kind)) {
          throw new Invalid('input.institutionId', 'There is no such institution or network.');
        }
        if (input.madeOn > (await todayOf(manager))) {
          throw new Invalid('input.madeOn', 'A promise is not made in the future.');
        }
        if (input.dueOn && input.dueOn < input.madeOn) {
          throw new Invalid('input.dueOn', 'It would be due before it was promised.');
        }
        const recorder = await manager.findOneBy(Organisation, { id: viewer.organisationId });
        const { idempotencyKey: _, ...words } = input;
        const row = {
          ...plain(words),
          id: newId(),
          institutionId: institution.id,
          recordedById: recorder?.id ?? null,
          status: 'OPEN' as const,
        };
        await manager.insert(Commitment, row as never);
        await keepChange(manager, viewer, {
          organisationId: institution.id,
          entity: 'Commitment',
          entityId: row.id,
          became: plain(words),
        });
        return row.id;
      });
      return commitmentNow(manager, id);
    });
  }

  /** Throws Conflict when it is settled already. */
  async settle(input: SettleCommitmentInput): Promise<Commitment> {
    const viewer = signedIn(this.viewer);
    return this.database.run(async manager => {
      const row = await manager.findOne(Commitment, {
        where: { id: input.commitmentId },
        lock: { mode: 'pessimistic_write' },
      });
      if (!row) throw new NotFound();
      if (!maySettle(viewer, row)) throw new Forbidden();
      if (row.status !== 'OPEN') throw new Conflict(`This commitment is already ${row.status}.`);
      const was = { status: row.status, outcome: row.outcome, settledOn: row.settledOn };
      const became = {
        status: input.status,
        outcome: plain(input.outcome),
        settledOn: await todayOf(manager),
      };
      await manager.update(Commitment, { id: row.id }, became as never);
      await keepChange(manager, viewer, {
        organisationId: row.institutionId,
        entity: 'Commitment',
        entityId: row.id,
        was,
        became,
      });
      return commitmentNow(manager, row.id);
    });
  }
}

/** Today in Albania and Kosovo, whose calendars agree, by the database's clock. */
async function todayOf(manager: EntityManager): Promise<string> {
  const [{ today }] = await manager.query(`select (now() at time zone 'Europe/Tirane')::date::text as today`);
  return today;
}

async function asOfToday(manager: EntityManager, commitments: Commitment[]): Promise<Commitment[]> {
  const today = await todayOf(manager);
  for (const commitment of commitments) commitment.overdue = isOverdue(commitment, today);
  return commitments;
}

async function commitmentNow(manager: EntityManager, id: string): Promise<Commitment> {
  const [commitment] = await asOfToday(manager, [await manager.findOneByOrFail(Commitment, { id })]);
  return commitment!;
}
