import { isMember, type Member, type Viewer } from '@ura/access';
import { newId, once, type ScopedDatabase } from '@ura/database';
import { Conflict, Forbidden, Invalid } from '@ura/errors';
import type { EntityManager } from 'typeorm';
import { confirmFigures } from '../availability/availability.service';
import { clock, turnFor } from '../claim/claim.service';
import { knownPlaces } from '../place/place.service';
import type { AddBedsInput } from '../room/room.inputs';
import { addBedsTo, addRooms } from '../room/room.service';
import type { ChangeShelterInput, ShelterAddressInput } from './change-shelter.inputs';
import { Shelter } from './shelter.entity';
import type {
  AddShelterInput,
  CloseShelterInput,
  ConfirmAvailabilityInput,
  ReopenShelterInput,
} from './shelter.inputs';
import { ownManager } from './shelter.rules';
import { ownShelter } from './shelter.service';
import { ShelterAddress } from './shelter-address.entity';

/** What the people of a shelter change about it. Everything here confirms its figures. */
export class ShelterChangeService {
  constructor(
    private readonly database: ScopedDatabase,
    private readonly viewer: Viewer,
  ) {}

  add(input: AddShelterInput): Promise<Shelter> {
    const viewer = this.asMember();
    return this.database.run(async manager => {
      const id = await once(manager, { viewer, operation: 'addShelter', input }, () =>
        add(manager, viewer, input),
      );
      return manager.findOneByOrFail(Shelter, { id });
    });
  }

  change({ shelterId, accepts, address, ...changes }: ChangeShelterInput): Promise<Shelter> {
    return this.changing(shelterId, async manager => {
      const given = Object.fromEntries(
        Object.entries({ ...changes, ...accepts }).filter(
          ([, value]) => value !== undefined && value !== null,
        ),
      );
      if (accepts) given.oldestBoy = accepts.oldestBoy ?? null;
      if (Object.keys(given).length > 0) await manager.update(Shelter, { id: shelterId }, given);
      if (address) await saveAddress(manager, shelterId, this.asMember(), address);
    });
  }

  /** No new holds until then; who is there, or is expected, stays. */
  close({ shelterId, from, until }: CloseShelterInput): Promise<Shelter> {
    return this.changing(shelterId, async manager => {
      const now = await clock(manager);
      if (from && from.getTime() < now.getTime() - 60_000) {
        throw new Invalid('input.from', 'This time is past. Leave it out to close at once.');
      }
      if (until <= now) throw new Invalid('input.until', 'This time is past.');
      if (from && until <= from) throw new Invalid('input.until', 'It would end before it begins.');
      await manager.update(Shelter, { id: shelterId }, { closedFrom: from ?? now, closedUntil: until });
    });
  }

  reopen({ shelterId }: ReopenShelterInput): Promise<Shelter> {
    return this.changing(shelterId, async manager => {
      await manager.update(Shelter, { id: shelterId }, { closedFrom: null, closedUntil: null });
    });
  }

  addBeds(input: AddBedsInput): Promise<Shelter> {
    const viewer = this.asMember();
    return this.changing(input.shelterId, async (manager, shelter) => {
      await once(manager, { viewer, operation: 'addBeds', input }, async () => {
        await addRooms(manager, shelter, input.rooms ?? []);
        await addBedsTo(manager, shelter, input.more ?? []);
        return shelter.id;
      });
    });
  }

  /** “These figures are right, now.” */
  confirm({ shelterId }: ConfirmAvailabilityInput): Promise<Shelter> {
    return this.database.run(async manager => {
      await ownShelter(manager, this.viewer, shelterId);
      await confirmFigures(manager, shelterId);
      return manager.findOneByOrFail(Shelter, { id: shelterId });
    });
  }

  private changing(
    shelterId: string,
    work: (manager: EntityManager, shelter: Shelter) => Promise<void>,
  ): Promise<Shelter> {
    return this.database.run(async manager => {
      const shelter = await ownShelter(manager, this.viewer, shelterId, ownManager);
      await turnFor(manager, shelter.id);
      await work(manager, shelter);
      await confirmFigures(manager, shelterId);
      return manager.findOneByOrFail(Shelter, { id: shelterId });
    });
  }

  private asMember(): Member {
    if (!isMember(this.viewer)) throw new Forbidden();
    return this.viewer;
  }
}

async function add(manager: EntityManager, viewer: Member, input: AddShelterInput): Promise<string> {
  const { accepts, address, rooms, idempotencyKey, licences, ...rest } = input;
  const region = (await knownPlaces(manager)).get(input.regionCode);
  if (region?.level !== 'REGION' || region.country !== input.country) {
    throw new Invalid('input.regionCode', 'This is not a region of that country.');
  }
  if (input.kind === 'RENTED_APARTMENT' && !input.leaseUntil) {
    throw new Invalid('input.leaseUntil', 'Say when the lease ends.');
  }
  if (await manager.existsBy(Shelter, { slug: input.slug })) {
    throw new Conflict('There is already a shelter with this slug.');
  }
  const shelter = manager.create(Shelter, {
    ...rest,
    ...accepts,
    licences: licences ?? null,
    id: newId(),
    organisationId: viewer.organisationId,
  });
  await manager.insert(Shelter, shelter);
  if (address) await saveAddress(manager, shelter.id, viewer, address);
  await addRooms(manager, shelter, rooms);
  return shelter.id;
}

const saveAddress = async (
  manager: EntityManager,
  shelterId: string,
  { organisationId }: Member,
  address: ShelterAddressInput,
): Promise<void> => {
  await manager.upsert(ShelterAddress, { ...address, shelterId, organisationId }, ['shelterId']);
};
