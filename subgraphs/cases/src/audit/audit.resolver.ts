import { hasRole } from '@ura/access';
import type { AuditVerification } from '@ura/audit';
import type { Context } from '@ura/subgraph';
import { connectionOf, type Page, Privacy } from '@ura/vocabulary';
import { Args, Authorized, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { worksWithCases } from '../case/case.rules';
import { Organisation } from '../organisation.reference';
import type { Services } from '../subgraph';
import { AccessEntry, AuditVerificationResult } from './audit.entity';
import { AccessLogArgs } from './audit.inputs';

const AccessEntryConn = connectionOf(AccessEntry, 'AccessEntry', 'OWNER');

@Resolver(() => AccessEntry)
export class AuditResolver {
  @Query(() => AccessEntryConn, {
    nullable: true,
    description: 'Who looked at a case, the latest first: for the data officer of its owner, and its team.',
  })
  @Privacy('OWNER')
  @Authorized(worksWithCases)
  accessLog(
    @Args(() => AccessLogArgs) args: AccessLogArgs,
    @Ctx() { services }: Context<Services>,
  ): Promise<Page<AccessEntry> | null> {
    return services.audits.log(args);
  }

  @Query(() => AuditVerificationResult, {
    nullable: true,
    description: 'Reads your organisation’s chain from end to end, and compares it with its anchors.',
  })
  @Privacy('OWNER')
  @Authorized(hasRole('DATA_OFFICER'))
  verifyAudit(@Ctx() { services }: Context<Services>): Promise<AuditVerification> {
    return services.audits.verify();
  }

  @FieldResolver(() => Organisation, { nullable: true, description: 'Of which organisation they are.' })
  organisation(@Root() { organisationId }: AccessEntry): Organisation | null {
    return organisationId ? { id: organisationId } : null;
  }
}
