import { Entity, PrimaryColumn } from 'typeorm';

/** What this subgraph must know of the services that `partners` owns: which organisation gives which. */
@Entity('service_offer')
export class ServiceOffer {
  @PrimaryColumn('uuid')
  organisationId!: string;

  @PrimaryColumn('text')
  serviceCode!: string;
}
