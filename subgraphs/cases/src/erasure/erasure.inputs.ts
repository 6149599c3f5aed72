import { GraphQLUUID } from '@ura/vocabulary';
import { IsUUID } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import { notAnId } from '../case/case.inputs';
import { ErasureReason, LegalHoldReason } from './erasure.entity';

@InputType({ description: 'A legal hold on a case: while it is there, nothing of it is erased.' })
export class SetLegalHoldInput {
  @Field(() => ID, { description: 'The case.' })
  @IsUUID(undefined, notAnId)
  caseId!: string;

  @Field(() => Boolean, { description: 'True sets it, false lifts it.' })
  isHeld!: boolean;

  @Field(() => LegalHoldReason, { description: 'Why.' })
  reason!: LegalHoldReason;

  @Field(() => GraphQLUUID, { description: 'Makes a repetition harmless.' })
  idempotencyKey!: string;
}

@InputType({ description: 'Whose records are taken out for her.' })
export class ExportSurvivorDataInput {
  @Field(() => ID, { description: 'The case.' })
  @IsUUID(undefined, notAnId)
  caseId!: string;
}

@InputType({ description: 'Whose identity is erased, for good.' })
export class EraseSurvivorInput {
  @Field(() => ID, { description: 'The case. It must be closed.' })
  @IsUUID(undefined, notAnId)
  caseId!: string;

  @Field(() => ErasureReason, { description: 'Why.' })
  reason!: ErasureReason;

  @Field(() => GraphQLUUID, { description: 'Makes a repetition harmless.' })
  idempotencyKey!: string;
}
