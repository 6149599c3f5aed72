import type { Context } from '@ura/subgraph';
import { connectionOf, type Page, Privacy } from '@ura/vocabulary';
import { Arg, Args, Authorized, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Shelter } from '../shelter/shelter.entity';
import { isStaff } from '../shelter/shelter.rules';
import type { Services } from '../subgraph';
import { DailyAttendance } from './attendance.entity';
import {
  EndEnrolmentInput,
  EnrolInput,
  EnrolmentsArgs,
  RecordDailyAttendanceInput,
} from './daily-programme.inputs';
import { Enrolment } from './enrolment.entity';

const EnrolmentConn = connectionOf(Enrolment, 'Enrolment', 'OWNER');

@Resolver(() => Enrolment)
export class DailyProgrammeResolver {
  @Query(() => Enrolment, { nullable: true, description: 'One enrolment. For the shelter’s own staff.' })
  @Privacy('OWNER')
  @Authorized(isStaff)
  enrolment(
    @Arg('id', () => ID, { description: 'The enrolment’s id.' }) id: string,
    @Ctx() { services }: Context<Services>,
  ): Promise<Enrolment | null> {
    return services.dailyProgramme.byId(id);
  }

  @Query(() => EnrolmentConn, {
    nullable: true,
    description: 'Who comes to a shelter for the day. For its own staff.',
  })
  @Privacy('OWNER')
  @Authorized(isStaff)
  enrolments(
    @Args(() => EnrolmentsArgs) args: EnrolmentsArgs,
    @Ctx() { services }: Context<Services>,
  ): Promise<Page<Enrolment> | null> {
    return services.dailyProgramme.ofShelter(args);
  }

  @FieldResolver(() => Shelter, { nullable: true, description: 'Where they come for the day.' })
  shelter(@Root() { shelterId }: Enrolment, @Ctx() { services }: Context<Services>): Promise<Shelter | null> {
    return services.shelters.byId(shelterId);
  }

  @FieldResolver(() => [DailyAttendance], { description: 'The days that were recorded, the latest first.' })
  attendance(@Root() { id }: Enrolment, @Ctx() { services }: Context<Services>): Promise<DailyAttendance[]> {
    return services.dailyProgramme.attendance(id);
  }

  @Mutation(() => Enrolment, { nullable: true, description: 'Somebody is to come for the day.' })
  @Privacy('OWNER')
  @Authorized(isStaff)
  enrolInDailyProgramme(
    @Arg('input', () => EnrolInput, { description: 'Where, and from when.' }) input: EnrolInput,
    @Ctx() { services }: Context<Services>,
  ): Promise<Enrolment> {
    return services.dailyProgramme.enrol(input);
  }

  @Mutation(() => Enrolment, {
    nullable: true,
    description: 'Records whether somebody came on a day, or corrects it.',
  })
  @Privacy('OWNER')
  @Authorized(isStaff)
  recordDailyAttendance(
    @Arg('input', () => RecordDailyAttendanceInput, { description: 'Who, and when.' })
    input: RecordDailyAttendanceInput,
    @Ctx() { services }: Context<Services>,
  ): Promise<Enrolment> {
    return services.dailyProgramme.record(input);
  }

  @Mutation(() => Enrolment, { nullable: true, description: 'Somebody does not come for the day any more.' })
  @Privacy('OWNER')
  @Authorized(isStaff)
  endEnrolment(
    @Arg('input', () => EndEnrolmentInput, { description: 'Who, and since when.' }) input: EndEnrolmentInput,
    @Ctx() { services }: Context<Services>,
  ): Promise<Enrolment> {
    return services.dailyProgramme.end(input);
  }
}
