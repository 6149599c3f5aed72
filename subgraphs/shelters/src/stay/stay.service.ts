import { isMember, type Member, type Viewer } from '@ura/access';
import { isId, newId, once, type ScopedDatabase } from '@ura/database';
import { Conflict, Invalid, NotFound } from '@ura/errors';
import { keyAfter, type Page, pageOf } from '@ura/vocabulary';
import DataLoader from 'dataloader';
import { type EntityManager, In } from 'typeorm';
import { raise } from '../alarm/alarm.service';
import { confirmFigures } from '../availability/availability.service';
import { Bed } from '../bed/bed.entity';
import { refuseUnlessFree } from '../bed/bed.service';
import { Claim } from '../claim/claim.entity';
import { endClaims, takeBeds, turnFor } from '../claim/claim.service';
import { Shelter } from '../shelter/shelter.entity';
import { ownStaff } from '../shelter/shelter.rules';
import { ExitApproval } from './exit-approval.entity';
import { Stay, type StayStatus } from './stay.entity';
import type {
  ApproveExitInput,
  BeginStayInput,
  ComeBackInput,
  EndStayInput,
  ExtendStayInput,
  LeaveForNowInput,
  RequestExitInput,
  StaysArgs,
} from './stay.inputs';
import { mayFollow, missingApprovals } from './stay.rules';

/** The life of a stay once it has begun. For the staff of the shelter. */
export class StayService {
  private readonly stays = new DataLoader((ids: readonly string[]) =>
    this.database.run(async manager => {
      const found = await manager.findBy(Stay, { id: In([...ids]) });
      return ids.map(id => found.find(stay => stay.id === id && ownStaff(this.viewer, stay)) ?? null);
    }),
  );

  private readonly bedsOf = new DataLoader((ids: readonly string[]) =>
    this.database.run(async manager => {
      const claims: { stayId: string; bedId: string }[] = await manager.query(
        'select distinct stay_id as "stayId", bed_id as "bedId" from claim where stay_id = any($1)',
        [ids],
      );
      const beds = await manager.findBy(Bed, { id: In(claims.map(({ bedId }) => bedId)) });
      return ids.map(id =>
        beds.filter(bed => claims.some(claim => claim.stayId === id && claim.bedId === bed.id)),
      );
    }),
  );

  private readonly approvalsOf = new DataLoader((ids: readonly string[]) =>
    this.database.run(async manager => {
      const found = await manager.find(ExitApproval, {
        where: { stayId: In([...ids]) },
        order: { approvedAt: 'ASC' },
      });
      return ids.map(id => found.filter(({ stayId }) => stayId === id));
    }),
  );

  constructor(
    private readonly database: ScopedDatabase,
    private readonly viewer: Viewer,
  ) {}

  async byId(id: string): Promise<Stay | null> {
    return isId(id) ? this.stays.load(id.toLowerCase()) : null;
  }

  beds(stayId: string): Promise<Bed[]> {
    return this.bedsOf.load(stayId);
  }

  approvals(stayId: string): Promise<ExitApproval[]> {
    return this.approvalsOf.load(stayId);
  }

  /** The stays of one shelter, the newest first; null for who does not work there. */
  async ofShelter({ shelterId, statuses, ...page }: StaysArgs): Promise<Page<Stay> | null> {
    if (!isId(shelterId)) throw new Invalid('shelterId', 'This is not an id.');
    const after = keyAfter(page.after, 'moment', 'id');
    return this.database.run(async manager => {
      const shelter = await manager.findOneBy(Shelter, { id: shelterId });
      if (!shelter || !ownStaff(this.viewer, shelter)) return null;
      const all = manager.createQueryBuilder(Stay, 'stay').where({ shelterId });
      if (statuses) all.andWhere('stay.status = any(:statuses)', { statuses });
      const total = await all.getCount();
      if (after)
        all.andWhere('(stay.from, stay.id) < (:from::timestamptz, :id::uuid)', {
          from: after[0],
          id: after[1],
        });
      const rows = await all
        .orderBy('stay.from', 'DESC')
        .addOrderBy('stay.id', 'DESC')
        .limit(page.first + 1)
        .getMany();
      return pageOf(rows, page, ({ from, id }) => [from.toISOString(), id], total);
    });
  }

  /** Somebody for whom a bed was reserved is there: from now on it is theirs. */
  begin({ stayId }: BeginStayInput): Promise<Stay> {
    return this.change(stayId, 'ACTIVE', async (manager, stay, at) => {
      if (stay.status !== 'RESERVED')
        throw new Conflict(`This stay is ${stay.status}; it cannot become ACTIVE.`);
      if (stay.from <= at) return {};
      const claims = await manager.findBy(Claim, { stayId });
      const beds = await manager.findBy(Bed, { id: In(claims.map(({ bedId }) => bedId)) });
      await endClaims(manager, { stayId: stay.id }, at);
      for (const bed of beds) await refuseUnlessFree(manager, bed.id, at, null, 'given');
      await takeBeds(manager, { kind: 'STAY', beds, from: at, until: null, stayId: stay.id });
      return { from: at };
    });
  }

  extend({ stayId, until }: ExtendStayInput): Promise<Stay> {
    return this.change(stayId, null, async (_manager, stay, at) => {
      if (stay.status === 'EXITED') throw new Conflict('This stay is EXITED; it cannot be extended.');
      if (until && (until <= at || until <= stay.from)) {
        throw new Invalid('input.until', 'A planned end lies ahead.');
      }
      return { until: until ?? null };
    });
  }

  leaveForNow({ stayId, keptUntil }: LeaveForNowInput): Promise<Stay> {
    return this.change(stayId, 'AWAY', async (_manager, _stay, at) => {
      if (keptUntil <= at)
        throw new Invalid('input.keptUntil', 'The bed is kept until a time that lies ahead.');
      return { awayUntil: keptUntil };
    });
  }

  comeBack({ stayId }: ComeBackInput): Promise<Stay> {
    return this.change(stayId, 'ACTIVE', async (_manager, { status }) => {
      if (status !== 'AWAY') throw new Conflict(`This stay is ${status}; nobody is to come back.`);
      return { awayUntil: null };
    });
  }

  requestExit(input: RequestExitInput): Promise<Stay> {
    return this.database.run(async manager => {
      const attempt = { viewer: this.member(), operation: 'requestExit', input };
      const id = await once(manager, attempt, async () => {
        const stay = await this.changeWithin(manager, input.stayId, 'EXIT_PENDING', async () => ({
          awayUntil: null,
        }));
        return stay.id;
      });
      return manager.findOneByOrFail(Stay, { id });
    });
  }

  /** Records an approval that was given on paper, once for each of the two who must give it. */
  approveExit(input: ApproveExitInput): Promise<Stay> {
    const { by, reference, approvedAt } = input;
    return this.database.run(async manager => {
      const viewer = this.member();
      const id = await once(manager, { viewer, operation: 'approveExit', input }, async () => {
        const stay = await this.changeWithin(
          manager,
          input.stayId,
          null,
          async (_manager, { status, id }, at) => {
            if (status === 'EXITED' || status === 'RESERVED') {
              throw new Conflict(`This stay is ${status}; an approval cannot be recorded.`);
            }
            if (approvedAt > at) throw new Invalid('input.approvedAt', 'An approval was given in the past.');
            if (await manager.existsBy(ExitApproval, { stayId: id, by })) {
              throw new Conflict(`This stay is ${status}, and has this approval already.`);
            }
            return {};
          },
        );
        const { id: stayId, organisationId } = stay;
        const recorded = { by, reference, approvedAt, recordedById: viewer.id };
        await manager.insert(ExitApproval, { id: newId(), stayId, organisationId, ...recorded });
        return stayId;
      });
      this.approvalsOf.clear(id);
      return manager.findOneByOrFail(Stay, { id });
    });
  }

  /** Somebody left for good. It is never refused; without the approvals that it wants it is flagged. */
  end({ stayId, reason, destination }: EndStayInput): Promise<Stay> {
    return this.change(
      stayId,
      'EXITED',
      async (manager, { id, status, risk, organisationId, shelterId }, at) => {
        const approvals = await manager.findBy(ExitApproval, { stayId: id });
        const given = approvals.map(({ by }) => by);
        const flagged = status !== 'RESERVED' && missingApprovals(risk, given).length > 0;
        await endClaims(manager, { stayId: id }, at);
        if (flagged) {
          const alarm = { kind: 'EXIT_UNAPPROVED', tier: 'MANAGER', key: `EXIT_UNAPPROVED ${id}` } as const;
          await raise(manager, { ...alarm, organisationId, shelterId, stayId: id });
        }
        return {
          exitedAt: at,
          awayUntil: null,
          endReason: reason,
          destination,
          planned: reason === 'PLANNED' || reason === 'TRANSFERRED',
          flagged,
          flaggedWhy: flagged ? reason : null,
        };
      },
    );
  }

  private change(stayId: string, to: StayStatus | null, work: Change): Promise<Stay> {
    return this.database.run(manager => this.changeWithin(manager, stayId, to, work));
  }

  /** Changes a stay in its shelter's turn. Throws Conflict for a step that does not follow its status. */
  private async changeWithin(
    manager: EntityManager,
    stayId: string,
    to: StayStatus | null,
    work: Change,
  ): Promise<Stay> {
    const known = await manager.findOneBy(Stay, { id: stayId });
    if (!known || !ownStaff(this.viewer, known)) throw new NotFound();
    const { id, shelterId } = known;
    const at = await turnFor(manager, shelterId);
    const stay = await manager.findOneByOrFail(Stay, { id });
    if (to && !mayFollow(stay.status, to)) {
      throw new Conflict(`This stay is ${stay.status}; it cannot become ${to}.`);
    }
    const changed = { ...(await work(manager, stay, at)), ...(to && { status: to }) };
    if (Object.keys(changed).length > 0) await manager.update(Stay, { id }, changed);
    await confirmFigures(manager, shelterId);
    this.stays.clear(id);
    return manager.findOneByOrFail(Stay, { id });
  }

  private member(): Member {
    if (!isMember(this.viewer)) throw new NotFound();
    return this.viewer;
  }
}

type Change = (manager: EntityManager, stay: Stay, at: Date) => Promise<Partial<Stay>>;
