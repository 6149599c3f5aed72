import { Country, GraphQLUUID, LocalizedTextInput, PageArgs, PartialDateInput } from '@ura/vocabulary';
import { ArrayMaxSize, IsUrl, Matches, MaxLength, ValidateNested } from 'class-validator';
import { ArgsType, Field, ID, InputType } from 'type-graphql';
import { HasNoNumber, HasWords, IsId, IsLine, IsPartialDate } from '../checks/checks.inputs';
import { OrganisationKind } from './organisation.entity';

@ArgsType()
export class OrganisationArgs {
  @Field(() => ID, { nullable: true, description: 'Its id. Give this or the slug.' })
  @IsId()
  id?: string | null;

  @Field(() => String, { nullable: true, description: 'Its short name, such as vatra. Give this or the id.' })
  @IsLine(100)
  slug?: string | null;
}

@InputType({ description: 'Which organisations to list. All that is given must hold.' })
export class OrganisationFilter {
  @Field(() => String, {
    nullable: true,
    description: 'Words of its name or acronym. Diacritics and endings do not matter.',
  })
  @MaxLength(200)
  text?: string | null;

  @Field(() => [OrganisationKind], { nullable: true, description: 'Of one of these kinds.' })
  @ArrayMaxSize(20)
  kinds?: OrganisationKind[] | null;

  @Field(() => Country, { nullable: true, description: 'Of this country.' })
  country?: Country | null;

  @Field(() => ID, { nullable: true, description: 'Members of this network.' })
  @IsId()
  networkId?: string | null;
}

@ArgsType()
export class OrganisationsArgs extends PageArgs {
  @Field(() => OrganisationFilter, { nullable: true, description: 'Which to list.' })
  @ValidateNested()
  filter?: OrganisationFilter | null;
}

@InputType({ description: 'A new entry of the directory.' })
export class AddOrganisationInput {
  @Field(() => GraphQLUUID, { description: 'Made by the caller; the same again makes nothing new.' })
  idempotencyKey!: string;

  @Field(() => String, { description: 'Its short name in addresses: small letters, digits and hyphens.' })
  @MaxLength(60)
  @Matches(/^[a-z0-9]+(-[a-z0-9]+)*$/, { message: 'slug must be small letters, digits and single hyphens' })
  slug!: string;

  @Field(() => LocalizedTextInput, { description: 'Its name.' })
  @ValidateNested()
  @HasWords(200)
  @HasNoNumber()
  name!: LocalizedTextInput;

  @Field(() => String, { nullable: true, description: 'Its acronym.' })
  @IsLine(20)
  @HasNoNumber()
  acronym?: string | null;

  @Field(() => OrganisationKind, { description: 'What sort of organisation it is. It stays so.' })
  kind!: OrganisationKind;

  @Field(() => Country, { description: 'Where it is. It stays so.' })
  country!: Country;

  @Field(() => LocalizedTextInput, { nullable: true, description: 'What it is there for.' })
  @ValidateNested()
  @HasWords(2_000)
  @HasNoNumber()
  mission?: LocalizedTextInput | null;

  @Field(() => PartialDateInput, { nullable: true, description: 'When it was founded.' })
  @ValidateNested()
  @IsPartialDate()
  founded?: PartialDateInput | null;

  @Field(() => String, { nullable: true, description: 'Its website.' })
  @MaxLength(300)
  @IsUrl(
    { protocols: ['http', 'https'], require_protocol: true },
    { message: 'website must be a web address' },
  )
  website?: string | null;
}

@InputType({ description: 'What changes of an entry. What is left out stays; null takes away.' })
export class ChangeOrganisationInput {
  @Field(() => ID, { description: 'The organisation.' })
  @IsId()
  organisationId!: string;

  @Field(() => LocalizedTextInput, { nullable: true, description: 'Its name.' })
  @ValidateNested()
  @HasWords(200)
  @HasNoNumber()
  name?: LocalizedTextInput | null;

  @Field(() => String, { nullable: true, description: 'Its acronym.' })
  @IsLine(20)
  @HasNoNumber()
  acronym?: string | null;

  @Field(() => LocalizedTextInput, { nullable: true, description: 'What it is there for.' })
  @ValidateNested()
  @HasWords(2_000)
  @HasNoNumber()
  mission?: LocalizedTextInput | null;

  @Field(() => PartialDateInput, { nullable: true, description: 'When it was founded.' })
  @ValidateNested()
  @IsPartialDate()
  founded?: PartialDateInput | null;

  @Field(() => String, { nullable: true, description: 'Its website.' })
  @MaxLength(300)
  @IsUrl(
    { protocols: ['http', 'https'], require_protocol: true },
    { message: 'website must be a web address' },
  )
  website?: string | null;
}
