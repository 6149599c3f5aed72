import type { Viewer } from '@ura/access';
import { newId, type ScopedDatabase } from '@ura/database';
import { Invalid } from '@ura/errors';
import DataLoader from 'dataloader';
import { In } from 'typeorm';
import { turnFor } from '../claim/claim.service';
import type { Shelter } from '../shelter/shelter.entity';
import { ownManager } from '../shelter/shelter.rules';
import { ownShelter } from '../shelter/shelter.service';
import type { SetOnCallInput } from './on-call.inputs';
import { OnCallShift } from './on-call-shift.entity';

export class OnCallService {
  private readonly ofShelter = new DataLoader((ids: readonly string[]) =>
    this.database.run(async manager => {
      const shifts = await manager.find(OnCallShift, {
        where: { shelterId: In([...ids]) },
        order: { from: 'ASC', id: 'ASC' },
      });
      return ids.map(id => shifts.filter(shift => shift.shelterId === id));
    }),
  );

  constructor(
    private readonly database: ScopedDatabase,
    private readonly viewer: Viewer,
  ) {}

  shifts(shelterId: string): Promise<OnCallShift[]> {
    return this.ofShelter.load(shelterId);
  }

  /** Puts a new rota in the place of the old one, whole. */
  async set({ shelterId, shifts }: SetOnCallInput): Promise<Shelter> {
    shifts.forEach(({ from, to }, index) => {
      if (from === to)
        throw new Invalid(`input.shifts.${index}.to`, 'Round the clock is from 00:00 to 24:00.');
    });
    this.ofShelter.clear(shelterId);
    return this.database.run(async manager => {
      const shelter = await ownShelter(manager, this.viewer, shelterId, ownManager);
      const { organisationId } = shelter;
      await turnFor(manager, shelter.id);
      await manager.delete(OnCallShift, { shelterId });
      await manager.insert(
        OnCallShift,
        shifts.map(shift => ({ ...shift, id: newId(), shelterId, organisationId })),
      );
      return shelter;
    });
  }
}
