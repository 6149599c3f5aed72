import { Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Place } from '../place/place.entity';
import { Service } from './service.entity';

/** A place that a service covers, with all that lies in it. */
@Entity('service_area')
export class ServiceArea {
  @ForeignKey(() => Service, { onDelete: 'CASCADE' })
  @PrimaryColumn('uuid')
  serviceId!: string;

  @ForeignKey(() => Place)
  @Index()
  @PrimaryColumn('uuid')
  placeId!: string;
}
