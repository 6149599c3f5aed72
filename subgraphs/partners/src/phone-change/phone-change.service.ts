import type { Viewer } from '@ura/access';
import { newId, once, type ScopedDatabase } from '@ura/database';
import { Conflict, Forbidden, Invalid, NotFound } from '@ura/errors';
import { keyAfter, type Page, type PageArgs, pageOf } from '@ura/vocabulary';
import { type EntityManager, IsNull, LessThan, Not } from 'typeorm';
import { keepChange, plain, signedIn } from '../change/change.service';
import { MobileUnit } from '../mobile-unit/mobile-unit.entity';
import { Organisation } from '../organisation/organisation.entity';
import { organisationToEdit } from '../organisation/organisation.service';
import { PhoneNumber } from '../phone/phone.entity';
import { Service } from '../service/service.entity';
import { PhoneChange } from './phone-change.entity';
import type { ApprovePhoneInput, ProposePhoneInput } from './phone-change.inputs';
import { isSecondPerson } from './phone-change.rules';

export class PhoneChangeService {
  constructor(
    private readonly database: ScopedDatabase,
    private readonly viewer: Viewer,
  ) {}

  /** The changes of an organisation's numbers, the latest first. The field's rule says who may read them. */
  of(organisationId: string, args: PageArgs): Promise<Page<PhoneChange>> {
    const [before] = keyAfter(args.after) ?? [];
    if (before !== undefined && !/^\d{1,18}$/.test(before)) {
      throw new Invalid('after', 'This is not a cursor of this list.');
    }
    return this.database.run(async manager => {
      const rows = await manager.find(PhoneChange, {
        where: { organisationId, ...(before !== undefined && { position: LessThan(before) }) },
        order: { position: 'DESC' },
        take: args.first + 1,
      });
      const totalCount = await manager.countBy(PhoneChange, { organisationId });
      return pageOf(rows, args, ({ position }) => [position], totalCount);
    });
  }

  /** Proposes a change. Nothing public changes by it. */
  async propose(input: ProposePhoneInput): Promise<PhoneChange> {
    const viewer = signedIn(this.viewer);
    if (!input.oldNumber && !input.newNumber) {
      throw new Invalid('input.newNumber', 'Give a new number, an old one to remove, or both.');
    }
    return this.database.run(async manager => {
      const { id: organisationId } = await organisationToEdit(manager, viewer, input.organisationId);
      const id = await once(manager, { viewer, operation: 'proposePhone', input }, async () => {
        const old = await oldPhone(manager, organisationId, input.oldNumber);
        if (old) refuseOwner(input);
        const newNumber = input.newNumber?.replace(/ +/g, ' ') ?? null;
        await refuseTaken(manager, organisationId, newNumber, old);
        const kind = input.kind ?? old?.kind;
        if (!kind) throw new Invalid('input.kind', 'Say what the new number is for.');
        const row = {
          id: newId(),
          organisationId,
          status: 'PROPOSED' as const,
          phoneId: old?.id ?? null,
          oldNumber: old?.number ?? null,
          newNumber,
          kind,
          label: plain(input.label === undefined ? (old?.label ?? null) : input.label),
          ...(old
            ? { serviceId: old.serviceId, mobileUnitId: old.mobileUnitId }
            : await newOwner(manager, organisationId, input)),
          proposedBy: viewer.id,
          proposedByOrganisationId: viewer.organisationId,
        };
        await manager.insert(PhoneChange, row as never);
        const { oldNumber, label } = row;
        await keepChange(manager, viewer, {
          organisationId,
          entity: 'PhoneChange',
          entityId: row.id,
          became: { status: row.status, oldNumber, newNumber, kind, label },
        });
        return row.id;
      });
      return manager.findOneByOrFail(PhoneChange, { id });
    });
  }

  /**
   * A second person, who has called the old number, approves; only now does the public number change.
   * Throws Forbidden for the one who proposed it, and Conflict when it is no longer open.
   */
  async approve({ phoneChangeId }: ApprovePhoneInput): Promise<PhoneChange> {
    const viewer = signedIn(this.viewer);
    return this.database.run(async manager => {
      const named = await manager.findOneBy(PhoneChange, { id: phoneChangeId });
      if (!named) throw new NotFound();
      await organisationToEdit(manager, viewer, named.organisationId);
      await oneApprovalAtATime(manager, named.organisationId);
      const change = await manager.findOneByOrFail(PhoneChange, { id: named.id });
      if (!isSecondPerson(viewer, change)) {
        throw new Forbidden('A second person of your organisation must approve this.');
      }
      if (change.status !== 'PROPOSED') throw new Conflict(`This change is already ${change.status}.`);
      const { phoneId, was } = await publish(manager, change);
      await manager.update(
        PhoneChange,
        { id: change.id },
        { status: 'APPROVED', phoneId, approvedBy: viewer.id, approvedAt: () => 'now()' },
      );
      await manager.update(
        PhoneChange,
        { phoneId, status: 'PROPOSED', id: Not(change.id) },
        { status: 'SUPERSEDED' },
      );
      await keepChange(manager, viewer, {
        organisationId: change.organisationId,
        entity: 'Phone',
        entityId: phoneId,
        was,
        became: { number: change.newNumber, kind: change.kind, label: change.label },
      });
      return manager.findOneByOrFail(PhoneChange, { id: change.id });
    });
  }
}

/** Approvals of one organisation wait for each other, so that of two for one number the second sees the first. */
async function oneApprovalAtATime(manager: EntityManager, organisationId: string): Promise<void> {
  const lock = { mode: 'for_no_key_update' } as const;
  await manager.findOneOrFail(Organisation, { where: { id: organisationId }, lock });
}

/**
 * Writes the public number, the only place where that is done. Returns the row's id and what it was.
 * Throws Conflict when the numbers are no longer those of the proposal.
 */
async function publish(manager: EntityManager, change: PhoneChange) {
  const { organisationId, newNumber: number, kind, label, serviceId, mobileUnitId } = change;
  if (number && number !== change.oldNumber && (await isShown(manager, organisationId, number))) {
    throw new Conflict('The organisation has this number already.');
  }
  if (!change.phoneId) {
    const id = newId();
    const row = { id, organisationId, serviceId, mobileUnitId, number, kind, label };
    await manager.insert(PhoneNumber, row as never);
    return { phoneId: id, was: {} };
  }
  const old = await manager.findOneByOrFail(PhoneNumber, { id: change.phoneId });
  if (old.removedAt || old.number !== change.oldNumber) {
    throw new Conflict('This change is SUPERSEDED: the number has changed meanwhile.');
  }
  const demonstration = old.demonstration && number === old.number;
  const changed = number ? { number, kind, label, demonstration } : { removedAt: () => 'now()' };
  await manager.update(PhoneNumber, { id: old.id }, changed as never);
  return { phoneId: old.id, was: { number: old.number, kind: old.kind, label: old.label } };
}

async function oldPhone(
  manager: EntityManager,
  organisationId: string,
  number: string | null | undefined,
): Promise<PhoneNumber | null> {
  if (!number) return null;
  const old = await manager.findOneBy(PhoneNumber, { organisationId, number, removedAt: IsNull() });
  if (!old) throw new Invalid('input.oldNumber', 'The organisation has no such number.');
  return old;
}

/** One organisation shows a number once, so that nobody wonders which of the two entries is right. */
async function refuseTaken(
  manager: EntityManager,
  organisationId: string,
  number: string | null,
  old: PhoneNumber | null,
): Promise<void> {
  if (!number || number === old?.number) return;
  if (await isShown(manager, organisationId, number)) {
    throw new Invalid('input.newNumber', 'The organisation has this number already.');
  }
}

const isShown = (manager: EntityManager, organisationId: string, number: string): Promise<boolean> =>
  manager.existsBy(PhoneNumber, { organisationId, number, removedAt: IsNull() });

/** A number stays where it is: only a new one says what it is for. */
function refuseOwner({ serviceId, mobileUnitId }: ProposePhoneInput): void {
  if (!serviceId && !mobileUnitId) return;
  const field = serviceId ? 'input.serviceId' : 'input.mobileUnitId';
  throw new Invalid(field, 'The number that it replaces says already whose it is.');
}

async function newOwner(manager: EntityManager, organisationId: string, input: ProposePhoneInput) {
  const { serviceId = null, mobileUnitId = null } = input;
  if (serviceId && !(await manager.existsBy(Service, { id: serviceId, organisationId }))) {
    throw new Invalid('input.serviceId', 'The organisation has no such service.');
  }
  if (mobileUnitId && !(await manager.existsBy(MobileUnit, { id: mobileUnitId, organisationId }))) {
    throw new Invalid('input.mobileUnitId', 'The organisation has no such mobile unit.');
  }
  return { serviceId, mobileUnitId };
}
