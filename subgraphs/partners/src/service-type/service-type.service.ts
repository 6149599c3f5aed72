import type { Viewer } from '@ura/access';
import type { ScopedDatabase } from '@ura/database';
import { Invalid } from '@ura/errors';
import DataLoader from 'dataloader';
import { type EntityManager, In } from 'typeorm';
import { inOrder } from '../rows/rows.rules';
import { ServiceType } from './service-type.entity';

export class ServiceTypeService {
  private readonly rows = new DataLoader((codes: readonly string[]) =>
    this.database.run(async manager =>
      inOrder(codes, await manager.findBy(ServiceType, { code: In([...codes]) }), ({ code }) => code),
    ),
  );

  constructor(
    private readonly database: ScopedDatabase,
    readonly viewer: Viewer,
  ) {}

  async byCode(code: string): Promise<ServiceType | null> {
    return /^[A-Z0-9]+$/.test(code) ? this.rows.load(code) : null;
  }

  all(): Promise<ServiceType[]> {
    return this.database.run(manager => manager.find(ServiceType, { order: { code: 'ASC' } }));
  }
}

/** Throws Invalid with the field when one of the codes is not in the taxonomy. */
export const refuseUnknownTypes = async (
  manager: EntityManager,
  codes: readonly string[],
  field: string,
): Promise<void> => {
  const known = await manager.countBy(ServiceType, { code: In([...codes]) });
  if (known < new Set(codes).size) throw new Invalid(field, 'There is no service type with this code.');
};
