import { Row } from '@ura/database';
import { type CodeOf, enumOf, GraphQLDate, Privacy, RiskLevel } from '@ura/vocabulary';
import { Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity, Index } from 'typeorm';
import type { HealthFindings, ProtectionFindings, ReintegrationFindings } from './findings.entity';

export const AssessedPart = enumOf('AssessedPart', 'The parts of a case that are assessed and planned.', {
  PROTECTION: 'Risk, safety, and help with the law.',
  HEALTH: 'Body and mind.',
  REINTEGRATION: 'School, work, a home, the family.',
});
export type AssessedPart = CodeOf<typeof AssessedPart>;

export const assessedParts = Object.values(AssessedPart);

@ObjectType({ description: 'What was found when a part of a case was assessed.' })
@Privacy('OWNER')
@Entity('assessment')
@Index(['caseId', 'assessedOn'])
export class Assessment extends Row {
  @Field(() => ID, { description: 'Its id.' })
  override id!: string;

  @Column('uuid')
  caseId!: string;

  @Field(() => AssessedPart, { description: 'Which part was assessed.' })
  @Column('text')
  part!: AssessedPart;

  @Field(() => GraphQLDate, { description: 'On which day.' })
  @Column('date')
  assessedOn!: string;

  @Field(() => ID, { description: 'Who recorded it.' })
  @Column('uuid')
  assessedById!: string;

  @Field(() => RiskLevel, { nullable: true, description: 'The risk, where protection was assessed.' })
  @Column('text', { nullable: true })
  risk!: RiskLevel | null;

  @Column('jsonb')
  findings!: ProtectionFindings | HealthFindings | ReintegrationFindings;
}
