import type { Viewer } from '@ura/access';
import type { ScopedDatabase } from '@ura/database';
import DataLoader from 'dataloader';
import { In, IsNull } from 'typeorm';
import { grouped } from '../rows/rows.rules';
import { PhoneNumber } from './phone.entity';

type Owner = 'organisationId' | 'serviceId' | 'mobileUnitId';

export class PhoneService {
  private readonly ofOrganisations = this.loaderBy('organisationId');
  private readonly ofServices = this.loaderBy('serviceId');
  private readonly ofMobileUnits = this.loaderBy('mobileUnitId');

  constructor(
    private readonly database: ScopedDatabase,
    readonly viewer: Viewer,
  ) {}

  /** All the numbers of an organisation. */
  ofOrganisation(organisationId: string): Promise<PhoneNumber[]> {
    return this.ofOrganisations.load(organisationId);
  }

  /** The numbers of a service; of one that has none, those of its organisation at large. */
  async ofService(service: { id: string; organisationId: string }): Promise<PhoneNumber[]> {
    const own = await this.ofServices.load(service.id);
    if (own.length > 0) return own;
    const all = await this.ofOrganisations.load(service.organisationId);
    return all.filter(({ serviceId, mobileUnitId }) => serviceId === null && mobileUnitId === null);
  }

  ofMobileUnit(mobileUnitId: string): Promise<PhoneNumber[]> {
    return this.ofMobileUnits.load(mobileUnitId);
  }

  private loaderBy(owner: Owner): DataLoader<string, PhoneNumber[]> {
    return new DataLoader(ids =>
      this.database.run(async manager => {
        const rows = await manager.find(PhoneNumber, {
          where: { [owner]: In([...ids]), removedAt: IsNull() },
          order: { number: 'ASC' },
        });
        return grouped(ids, rows, row => row[owner]);
      }),
    );
  }
}
