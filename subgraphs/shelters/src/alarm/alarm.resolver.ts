import type { Context } from '@ura/subgraph';
import { connectionOf, LocalizedText, type Page, Privacy } from '@ura/vocabulary';
import { Arg, Args, Authorized, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { BedHold } from '../hold/hold.entity';
import { Shelter } from '../shelter/shelter.entity';
import type { Services } from '../subgraph';
import { Alarm } from './alarm.entity';
import { AlarmsArgs, SettleAlarmInput } from './alarm.inputs';
import { mayHaveAlarms, words } from './alarm.rules';

const AlarmConn = connectionOf(Alarm, 'Alarm', 'OWNER');

@Resolver(() => Alarm)
export class AlarmResolver {
  @Query(() => AlarmConn, {
    nullable: true,
    description:
      'What wants the viewer’s attention: on duty, as a manager, of the coalition, as a data officer.',
  })
  @Privacy('OWNER')
  @Authorized(mayHaveAlarms)
  alarms(
    @Args(() => AlarmsArgs) args: AlarmsArgs,
    @Ctx() { services }: Context<Services>,
  ): Promise<Page<Alarm>> {
    return services.alarms.visible(args);
  }

  @FieldResolver(() => LocalizedText, {
    description: 'What to do, in words that may stand on a locked screen.',
  })
  text(@Root() { kind }: Alarm): LocalizedText {
    return words[kind];
  }

  @FieldResolver(() => Shelter, { nullable: true, description: 'The shelter it is about.' })
  async shelter(
    @Root() { shelterId }: Alarm,
    @Ctx() { services }: Context<Services>,
  ): Promise<Shelter | null> {
    return shelterId === null ? null : services.shelters.byId(shelterId);
  }

  @FieldResolver(() => BedHold, { nullable: true, description: 'The hold it is about.' })
  async hold(@Root() { holdId }: Alarm, @Ctx() { services }: Context<Services>): Promise<BedHold | null> {
    return holdId === null ? null : services.holds.byId(holdId);
  }

  @Mutation(() => Alarm, { nullable: true, description: 'Somebody took care of it.' })
  @Privacy('OWNER')
  @Authorized(mayHaveAlarms)
  settleAlarm(
    @Arg('input', () => SettleAlarmInput, { description: 'Which.' }) input: SettleAlarmInput,
    @Ctx() { services }: Context<Services>,
  ): Promise<Alarm> {
    return services.alarms.settle(input);
  }
}
