import type { Context } from '@ura/subgraph';
import { connectionOf, type Page, PageArgs, Privacy } from '@ura/vocabulary';
import { Arg, Args, Authorized, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { Case } from '../case/case.entity';
import { worksInCases } from '../case/case.rules';
import { Organisation } from '../organisation.reference';
import { open } from '../part/part.rules';
import { ServiceType } from '../service-type.reference';
import type { Services } from '../subgraph';
import { ServiceRecord } from './service-record.entity';
import { RecordServiceInput } from './service-record.inputs';

const ServiceRecordConn = connectionOf(ServiceRecord, 'ServiceRecord', 'OWNER');

@Resolver(() => Case)
export class CaseServicesResolver {
  @FieldResolver(() => ServiceRecordConn, {
    nullable: true,
    description: 'The services that were given, the latest first, as far as their parts are open to you.',
  })
  @Privacy('OWNER')
  @Authorized(open('PROTECTION', 'HEALTH', 'REINTEGRATION'))
  services(
    @Root() root: Case,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() { services }: Context<Services>,
  ): Promise<Page<ServiceRecord>> {
    return services.serviceRecords.of(root, page);
  }

  @Mutation(() => Case, { nullable: true, description: 'Records a service that was given.' })
  @Privacy('OWNER')
  @Authorized(worksInCases)
  recordService(
    @Arg('input', () => RecordServiceInput, { description: 'What was given, by whom, to whom.' })
    input: RecordServiceInput,
    @Ctx() { services }: Context<Services>,
  ): Promise<Case> {
    return services.serviceRecords.record(input);
  }
}

@Resolver(() => ServiceRecord)
export class ServiceRecordResolver {
  @FieldResolver(() => ServiceType, { nullable: true, description: 'The service.' })
  service(@Root() { serviceCode: code }: ServiceRecord): ServiceType {
    return { code };
  }

  @FieldResolver(() => Organisation, { nullable: true, description: 'The organisation that gave it.' })
  provider(@Root() { providerId: id }: ServiceRecord): Organisation {
    return { id };
  }
}
