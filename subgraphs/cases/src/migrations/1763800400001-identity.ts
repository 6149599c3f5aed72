import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Identity1763800400001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query("CREATE TABLE \"person_key\" (\"person_id\" uuid NOT NULL, \"organisation_id\" uuid NOT NULL, \"key_version\" integer NOT NULL, \"wrapped\" bytea, \"destroyed_at\" TIMESTAMP WITH TIME ZONE, CONSTRAINT \"person_key_destroyed\" CHECK ((wrapped is null) = (destroyed_at is not null)), CONSTRAINT \"PK_2b942b168a2d87de0558ecb89d7\" PRIMARY KEY (\"person_id\"))");
    await runner.query("CREATE INDEX \"IDX_1f78407a2b110ad68b5d16b758\" ON \"person_key\"  (\"organisation_id\", \"key_version\") ");
    await runner.query("CREATE TABLE \"dedup_token\" (\"consent_id\" uuid NOT NULL, \"token\" text NOT NULL, \"case_id\" uuid NOT NULL, \"organisation_id\" uuid NOT NULL, \"recipient_id\" uuid NOT NULL, CONSTRAINT \"PK_75d1fb6f1d5de52327b01637626\" PRIMARY KEY (\"consent_id\", \"token\"))");
    await runner.query("CREATE INDEX \"IDX_25aa89e712a58136cd2eb04dad\" ON \"dedup_token\"  (\"case_id\") ");
    await runner.query("CREATE INDEX \"IDX_c6a5dd801d9fa81a2c4dfdb44b\" ON \"dedup_token\"  (\"token\", \"organisation_id\", \"recipient_id\") ");
    await runner.query("CREATE TABLE \"match_search\" (\"id\" uuid NOT NULL, \"created_at\" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(), \"organisation_id\" uuid NOT NULL, \"worker_id\" uuid NOT NULL, CONSTRAINT \"PK_f4e2ac7f90ecf69e134f65bb0d1\" PRIMARY KEY (\"id\"))");
    await runner.query("CREATE INDEX \"IDX_b48f543b5b64820f8c3cf338cd\" ON \"match_search\"  (\"organisation_id\", \"created_at\") ");
    await runner.query("CREATE TABLE \"possible_match\" (\"id\" uuid NOT NULL, \"created_at\" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(), \"case_id\" uuid NOT NULL, \"organisation_id\" uuid NOT NULL, \"with_organisation_id\" uuid NOT NULL, \"found_at\" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(), CONSTRAINT \"PK_3defe349b18bb2c9ffa9a1de1b5\" PRIMARY KEY (\"id\"))");
    await runner.query("CREATE UNIQUE INDEX \"IDX_67dd151302ec94cc23fa533bcb\" ON \"possible_match\"  (\"case_id\", \"with_organisation_id\") ");
    await runner.query("CREATE TABLE \"retention_rule\" (\"id\" uuid NOT NULL, \"record\" text NOT NULL, \"country\" text NOT NULL, \"years\" integer NOT NULL, \"valid_from\" date NOT NULL, \"valid_to\" date, \"source\" text NOT NULL, \"is_verified\" boolean NOT NULL DEFAULT false, CONSTRAINT \"PK_a62deea25d7ed9f48d7ecc38c20\" PRIMARY KEY (\"id\"))");
    await runner.query("CREATE TABLE \"safe_contact\" (\"case_id\" uuid NOT NULL, \"channel\" text NOT NULL, \"may_leave_message\" boolean NOT NULL, \"reach\" bytea, \"hours\" bytea, \"who_may_answer\" bytea, \"code_word\" bytea, \"languages\" bytea, \"recorded_at\" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(), CONSTRAINT \"PK_ed54c244c32e9b26d995ae0f8fe\" PRIMARY KEY (\"case_id\"))");
    await runner.query("CREATE TABLE \"survivor\" (\"case_id\" uuid NOT NULL, \"given_name\" bytea, \"family_name\" bytea, \"former_names\" bytea, \"born\" bytea, \"citizenships\" bytea, \"languages\" bytea, \"document_number\" bytea, \"address\" bytea, \"phone\" bytea, \"recorded_at\" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(), CONSTRAINT \"PK_035161d6f7c218c175a5b8f075f\" PRIMARY KEY (\"case_id\"))");
    await runner.query("CREATE TABLE \"name_mark\" (\"case_id\" uuid NOT NULL, \"mark\" text NOT NULL, CONSTRAINT \"PK_ba965b3bf7b7ab22c0f7b3232d5\" PRIMARY KEY (\"case_id\", \"mark\"))");
    await runner.query("CREATE INDEX \"IDX_f5a64e145aec8113e1e1871a52\" ON \"name_mark\"  (\"mark\") ");
    await runner.query("ALTER TABLE \"emergency_access\" ADD \"reviewed_at\" TIMESTAMP WITH TIME ZONE");
    await runner.query("ALTER TABLE \"emergency_access\" ADD \"reviewed_by_id\" uuid");
    await runner.query("ALTER TABLE \"emergency_access\" ADD \"is_justified\" boolean");
    await runner.query("ALTER TABLE \"emergency_access\" ADD \"findings\" text array NOT NULL DEFAULT '{}'");
    await runner.query("DROP INDEX \"public\".\"IDX_6cfb21f47867624201c28a9163\"");
    await runner.query("ALTER TABLE \"emergency_access\" ALTER COLUMN \"opened_at\" SET DEFAULT date_trunc('milliseconds', now())");
    await runner.query("CREATE INDEX \"IDX_6cfb21f47867624201c28a9163\" ON \"emergency_access\"  (\"organisation_id\", \"opened_at\") ");
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("DROP INDEX \"public\".\"IDX_6cfb21f47867624201c28a9163\"");
    await runner.query("ALTER TABLE \"emergency_access\" ALTER COLUMN \"opened_at\" SET DEFAULT now()");
    await runner.query("CREATE INDEX \"IDX_6cfb21f47867624201c28a9163\" ON \"emergency_access\" USING btree (\"opened_at\", \"organisation_id\") ");
    await runner.query("ALTER TABLE \"emergency_access\" DROP COLUMN \"findings\"");
    await runner.query("ALTER TABLE \"emergency_access\" DROP COLUMN \"is_justified\"");
    await runner.query("ALTER TABLE \"emergency_access\" DROP COLUMN \"reviewed_by_id\"");
    await runner.query("ALTER TABLE \"emergency_access\" DROP COLUMN \"reviewed_at\"");
    await runner.query("DROP INDEX \"public\".\"IDX_f5a64e145aec8113e1e1871a52\"");
    await runner.query("DROP TABLE \"name_mark\"");
    await runner.query("DROP TABLE \"survivor\"");
    await runner.query("DROP TABLE \"safe_contact\"");
    await runner.query("DROP TABLE \"retention_rule\"");
    await runner.query("DROP INDEX \"public\".\"IDX_67dd151302ec94cc23fa533bcb\"");
    await runner.query("DROP TABLE \"possible_match\"");
    await runner.query("DROP INDEX \"public\".\"IDX_b48f543b5b64820f8c3cf338cd\"");
    await runner.query("DROP TABLE \"match_search\"");
    await runner.query("DROP INDEX \"public\".\"IDX_c6a5dd801d9fa81a2c4dfdb44b\"");
    await runner.query("DROP INDEX \"public\".\"IDX_25aa89e712a58136cd2eb04dad\"");
    await runner.query("DROP TABLE \"dedup_token\"");
    await runner.query("DROP INDEX \"public\".\"IDX_1f78407a2b110ad68b5d16b758\"");
    await runner.query("DROP TABLE \"person_key\"");
  }
}
