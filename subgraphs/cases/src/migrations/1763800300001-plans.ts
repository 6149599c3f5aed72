import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Plans1763800300001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query("CREATE TABLE \"assessment\" (\"id\" uuid NOT NULL, \"created_at\" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(), \"case_id\" uuid NOT NULL, \"part\" text NOT NULL, \"assessed_on\" date NOT NULL, \"assessed_by_id\" uuid NOT NULL, \"risk\" text, \"findings\" jsonb NOT NULL, CONSTRAINT \"PK_c511a7dc128256876b6b1719401\" PRIMARY KEY (\"id\"))");
    await runner.query("CREATE INDEX \"IDX_50a73e315170efb2bc3504827f\" ON \"assessment\"  (\"case_id\", \"assessed_on\") ");
    await runner.query("CREATE TABLE \"follow_up\" (\"id\" uuid NOT NULL, \"created_at\" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(), \"case_id\" uuid NOT NULL, \"due_on\" date NOT NULL, \"channel\" text NOT NULL, \"status\" text NOT NULL DEFAULT 'PLANNED', \"outcome\" text, \"made_on\" date, \"made_by_id\" uuid, CONSTRAINT \"PK_5c0a5f5b32937e47e0ab09d596c\" PRIMARY KEY (\"id\"))");
    await runner.query("CREATE INDEX \"IDX_bcce01f680f2c433eacfa7907c\" ON \"follow_up\"  (\"due_on\", \"id\") WHERE status = 'PLANNED'");
    await runner.query("CREATE INDEX \"IDX_0cee47832a5e95bdb71856349c\" ON \"follow_up\"  (\"case_id\", \"due_on\") ");
    await runner.query("CREATE TABLE \"service_offer\" (\"organisation_id\" uuid NOT NULL, \"service_code\" text NOT NULL, CONSTRAINT \"PK_0f1a069c3acec62ead50f5d9446\" PRIMARY KEY (\"organisation_id\", \"service_code\"))");
    await runner.query("CREATE TABLE \"plan_goal\" (\"id\" uuid NOT NULL, \"created_at\" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(), \"case_id\" uuid NOT NULL, \"part\" text NOT NULL, \"service_code\" text NOT NULL, \"provider_id\" uuid NOT NULL, \"objective\" text, \"due_on\" date NOT NULL, \"status\" text NOT NULL DEFAULT 'PLANNED', \"terms\" jsonb NOT NULL DEFAULT '{}', CONSTRAINT \"PK_a16a9956edffd8fe39929149145\" PRIMARY KEY (\"id\"))");
    await runner.query("CREATE INDEX \"IDX_40b567ebf8d9de736c899f69d4\" ON \"plan_goal\"  (\"due_on\") ");
    await runner.query("CREATE INDEX \"IDX_30f686c410e344e4175b7a1948\" ON \"plan_goal\"  (\"case_id\", \"created_at\", \"id\") ");
    await runner.query("CREATE TABLE \"service_record\" (\"id\" uuid NOT NULL, \"created_at\" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(), \"case_id\" uuid NOT NULL, \"part\" text NOT NULL, \"service_code\" text NOT NULL, \"provider_id\" uuid NOT NULL, \"given_on\" date NOT NULL, \"recipient\" text NOT NULL, \"amount\" jsonb, \"items\" jsonb NOT NULL DEFAULT '[]', \"goal_id\" uuid, \"recorded_by_id\" uuid NOT NULL, CONSTRAINT \"PK_9420457010efff21604d3d9c17b\" PRIMARY KEY (\"id\"))");
    await runner.query("CREATE INDEX \"IDX_e28726626582cecaf54d5384b5\" ON \"service_record\"  (\"case_id\", \"given_on\", \"id\") ");
    await runner.query("ALTER TABLE \"case\" ADD \"safe_contact_at\" TIMESTAMP WITH TIME ZONE");
    await runner.query("ALTER TABLE \"case\" ADD \"closure_reason\" text");
    await runner.query("ALTER TABLE \"case\" ADD \"closure_proposed_by_id\" uuid");
    await runner.query("ALTER TABLE \"case\" ADD \"closed_by_id\" uuid");
    await runner.query("ALTER TABLE \"case\" ADD \"closed_at\" TIMESTAMP WITH TIME ZONE");
    await runner.query("CREATE INDEX \"IDX_123f3be830b071df30327cb008\" ON \"case\"  (\"organisation_id\", \"status\") ");
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("DROP INDEX \"public\".\"IDX_123f3be830b071df30327cb008\"");
    await runner.query("ALTER TABLE \"case\" DROP COLUMN \"closed_at\"");
    await runner.query("ALTER TABLE \"case\" DROP COLUMN \"closed_by_id\"");
    await runner.query("ALTER TABLE \"case\" DROP COLUMN \"closure_proposed_by_id\"");
    await runner.query("ALTER TABLE \"case\" DROP COLUMN \"closure_reason\"");
    await runner.query("ALTER TABLE \"case\" DROP COLUMN \"safe_contact_at\"");
    await runner.query("DROP INDEX \"public\".\"IDX_e28726626582cecaf54d5384b5\"");
    await runner.query("DROP TABLE \"service_record\"");
    await runner.query("DROP INDEX \"public\".\"IDX_30f686c410e344e4175b7a1948\"");
    await runner.query("DROP INDEX \"public\".\"IDX_40b567ebf8d9de736c899f69d4\"");
    await runner.query("DROP TABLE \"plan_goal\"");
    await runner.query("DROP TABLE \"service_offer\"");
    await runner.query("DROP INDEX \"public\".\"IDX_0cee47832a5e95bdb71856349c\"");
    await runner.query("DROP INDEX \"public\".\"IDX_bcce01f680f2c433eacfa7907c\"");
    await runner.query("DROP TABLE \"follow_up\"");
    await runner.query("DROP INDEX \"public\".\"IDX_50a73e315170efb2bc3504827f\"");
    await runner.query("DROP TABLE \"assessment\"");
  }
}
