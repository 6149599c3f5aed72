import path from 'node:path';
import { IdempotencyKey } from '@ura/database';
import type { Subgraph } from '@ura/subgraph';
import { AdvocacyActivity } from './advocacy/advocacy.entity';
import { AdvocacyResolver, OrganisationAdvocacyResolver } from './advocacy/advocacy.resolver';
import { AdvocacyService } from './advocacy/advocacy.service';
import { Agreement } from './agreement/agreement.entity';
import { AgreementResolver, OrganisationAgreementsResolver } from './agreement/agreement.resolver';
import { AgreementService } from './agreement/agreement.service';
import { AgreementParty } from './agreement/agreement-party.entity';
import { Change } from './change/change.entity';
import { ChangeResolver } from './change/change.resolver';
import { ChangeService } from './change/change.service';
import { Commitment } from './commitment/commitment.entity';
import { CommitmentResolver } from './commitment/commitment.resolver';
import { CommitmentService } from './commitment/commitment.service';
import { Figure } from './figure/figure.entity';
import { FigureService } from './figure/figure.service';
import { loadFirstData } from './first-data';
import { Location } from './location/location.entity';
import { LocationResolver } from './location/location.resolver';
import { LocationService } from './location/location.service';
import { Membership } from './membership/membership.entity';
import { MembershipResolver, OrganisationMembershipsResolver } from './membership/membership.resolver';
import { MembershipService } from './membership/membership.service';
import { MobileUnit } from './mobile-unit/mobile-unit.entity';
import { MobileUnitResolver, OrganisationMobileUnitsResolver } from './mobile-unit/mobile-unit.resolver';
import { MobileUnitService } from './mobile-unit/mobile-unit.service';
import { Organisation } from './organisation/organisation.entity';
import { OrganisationResolver } from './organisation/organisation.resolver';
import { OrganisationService } from './organisation/organisation.service';
import { PhoneNumber } from './phone/phone.entity';
import { PhoneService } from './phone/phone.service';
import { PhoneChange } from './phone-change/phone-change.entity';
import { OrganisationPhoneChangesResolver, PhoneChangeResolver } from './phone-change/phone-change.resolver';
import { PhoneChangeService } from './phone-change/phone-change.service';
import { Place } from './place/place.entity';
import { PlaceResolver } from './place/place.resolver';
import { PlaceService } from './place/place.service';
import { Programme } from './programme/programme.entity';
import { ProgrammeResolver } from './programme/programme.resolver';
import { ProgrammeService } from './programme/programme.service';
import { Publication } from './publication/publication.entity';
import { PublicationService } from './publication/publication.service';
import { Service } from './service/service.entity';
import { OrganisationServicesResolver, ServiceResolver } from './service/service.resolver';
import { ServiceService } from './service/service.service';
import { ServiceArea } from './service/service-area.entity';
import { ServiceMapResolver } from './service-map/service-map.resolver';
import { ServiceMapService } from './service-map/service-map.service';
import { ServiceSearchService } from './service-search/service-search.service';
import { ServiceType } from './service-type/service-type.entity';
import { ServiceTypeResolver } from './service-type/service-type.resolver';
import { ServiceTypeService } from './service-type/service-type.service';
import { ViewerResolver } from './viewer/viewer.resolver';

export interface Services {
  readonly advocacy: AdvocacyService;
  readonly agreements: AgreementService;
  readonly changes: ChangeService;
  readonly commitments: CommitmentService;
  readonly figures: FigureService;
  readonly locations: LocationService;
  readonly memberships: MembershipService;
  readonly mobileUnits: MobileUnitService;
  readonly organisations: OrganisationService;
  readonly phones: PhoneService;
  readonly phoneChanges: PhoneChangeService;
  readonly places: PlaceService;
  readonly programmes: ProgrammeService;
  readonly publications: PublicationService;
  readonly search: ServiceSearchService;
  readonly serviceMap: ServiceMapService;
  readonly serviceTypes: ServiceTypeService;
  readonly services: ServiceService;
}

/** The partner directory and the service map. */
export const partners: Subgraph<Services> = {
  name: 'partners',
  port: 4001,
  entities: [
    AdvocacyActivity,
    Agreement,
    AgreementParty,
    Change,
    Commitment,
    Figure,
    IdempotencyKey,
    Location,
    Membership,
    MobileUnit,
    Organisation,
    PhoneChange,
    PhoneNumber,
    Place,
    Programme,
    Publication,
    Service,
    ServiceArea,
    ServiceType,
  ],
  resolvers: [
    AdvocacyResolver,
    AgreementResolver,
    ChangeResolver,
    CommitmentResolver,
    LocationResolver,
    MembershipResolver,
    MobileUnitResolver,
    OrganisationResolver,
    OrganisationAdvocacyResolver,
    OrganisationAgreementsResolver,
    OrganisationMembershipsResolver,
    OrganisationMobileUnitsResolver,
    OrganisationPhoneChangesResolver,
    OrganisationServicesResolver,
    PhoneChangeResolver,
    PlaceResolver,
    ProgrammeResolver,
    ServiceMapResolver,
    ServiceResolver,
    ServiceTypeResolver,
    ViewerResolver,
  ],
  migrations: path.join(__dirname, 'migrations'),
  services: (database, viewer) => ({
    advocacy: new AdvocacyService(database, viewer),
    agreements: new AgreementService(database, viewer),
    changes: new ChangeService(database, viewer),
    commitments: new CommitmentService(database, viewer),
    figures: new FigureService(database, viewer),
    locations: new LocationService(database, viewer),
    memberships: new MembershipService(database, viewer),
    mobileUnits: new MobileUnitService(database, viewer),
    organisations: new OrganisationService(database, viewer),
    phones: new PhoneService(database, viewer),
    phoneChanges: new PhoneChangeService(database, viewer),
    places: new PlaceService(database, viewer),
    programmes: new ProgrammeService(database, viewer),
    publications: new PublicationService(database, viewer),
    search: new ServiceSearchService(database, viewer),
    serviceMap: new ServiceMapService(database, viewer),
    serviceTypes: new ServiceTypeService(database, viewer),
    services: new ServiceService(database, viewer),
  }),
  references: {
    Agreement: ({ agreements }, { id }) => agreements.byId(id!),
    Commitment: ({ commitments }, { id }) => commitments.byId(id!),
    MobileUnit: ({ mobileUnits }, { id }) => mobileUnits.byId(id!),
    Organisation: ({ organisations }, { id }) => organisations.byId(id!),
    Place: ({ places }, { id }) => places.byId(id!),
    Service: ({ services }, { id }) => services.byId(id!),
    ServiceType: ({ serviceTypes }, { code }) => serviceTypes.byCode(code!),
  },
  loadFirstData,
};
