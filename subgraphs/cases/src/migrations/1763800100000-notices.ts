import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Notices1763800100000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query("CREATE TABLE \"concern\" (\"id\" uuid NOT NULL, \"created_at\" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(), \"organisation_id\" uuid NOT NULL, \"status\" text NOT NULL, \"reporter_kind\" text NOT NULL, \"reported_by_id\" uuid NOT NULL, \"reported_by_organisation_id\" uuid NOT NULL, \"session_id\" uuid, \"region_code\" text NOT NULL, \"indications\" text array NOT NULL, \"child\" boolean, \"urgency\" text NOT NULL, \"reported_at\" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT date_trunc('milliseconds', now()), \"no_case_reason\" text, \"case_id\" uuid, \"settled_by_id\" uuid, \"settled_at\" TIMESTAMP WITH TIME ZONE, CONSTRAINT \"PK_17272f51582db9d4ed6af9c7007\" PRIMARY KEY (\"id\"))");
    await runner.query("CREATE INDEX \"IDX_5e7f68933af5d3df84431f0dbc\" ON \"concern\"  (\"organisation_id\", \"reported_at\", \"id\") ");
    await runner.query("CREATE TABLE \"known_recipient\" (\"id\" uuid NOT NULL, \"created_at\" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(), \"to\" text NOT NULL, \"country\" text NOT NULL, \"region_code\" text, \"organisation_id\" uuid NOT NULL, CONSTRAINT \"PK_b17ab907ab571fbf0174d01d59e\" PRIMARY KEY (\"id\"))");
    await runner.query("CREATE INDEX \"IDX_200f41cc58a15fc76be8d04f05\" ON \"known_recipient\"  (\"country\", \"to\") ");
    await runner.query("CREATE TABLE \"notice\" (\"id\" uuid NOT NULL, \"created_at\" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(), \"case_id\" uuid NOT NULL, \"organisation_id\" uuid NOT NULL, \"case_code\" text NOT NULL, \"recipient_id\" uuid, \"to\" text NOT NULL, \"status\" text NOT NULL, \"due_at\" TIMESTAMP WITH TIME ZONE NOT NULL, \"overdue_at\" TIMESTAMP WITH TIME ZONE NOT NULL, \"alarmed_at\" TIMESTAMP WITH TIME ZONE, \"sent_at\" TIMESTAMP WITH TIME ZONE, \"sent_by_id\" uuid, \"acknowledged_at\" TIMESTAMP WITH TIME ZONE, \"acknowledged_by_id\" uuid, \"protocol_number\" text, \"region_code\" text NOT NULL, \"child\" boolean, \"urgency\" text NOT NULL, \"survivor_informed\" boolean, \"not_informed_reason\" text, \"not_required_reason\" text, \"rule_id\" uuid NOT NULL, \"hours_until_acknowledged\" integer NOT NULL, CONSTRAINT \"PK_705062b14410ff1a04998f86d72\" PRIMARY KEY (\"id\"))");
    await runner.query("CREATE INDEX \"IDX_b2e54365116df1180df8467366\" ON \"notice\"  (\"overdue_at\") WHERE status in ('DUE', 'SENT') and alarmed_at is null");
    await runner.query("CREATE INDEX \"IDX_e43381fec9e6be285e143cafc9\" ON \"notice\"  (\"recipient_id\", \"sent_at\", \"id\") WHERE sent_at is not null");
    await runner.query("CREATE INDEX \"IDX_ada13a240de25af2eaad90be58\" ON \"notice\"  (\"organisation_id\", \"due_at\", \"id\") ");
    await runner.query("CREATE INDEX \"IDX_c54b9ef247b4f666d6afa932ae\" ON \"notice\"  (\"case_id\") ");
    await runner.query("CREATE UNIQUE INDEX \"IDX_81e4b03c604c89dd85ebc391e9\" ON \"notice\"  (\"case_id\", \"to\") WHERE status <> 'NOT_REQUIRED'");
    await runner.query("CREATE TABLE \"notice_rule\" (\"id\" uuid NOT NULL, \"created_at\" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(), \"country\" text NOT NULL, \"kind\" text NOT NULL, \"to\" text NOT NULL, \"ages\" text NOT NULL, \"not_required_reason\" text, \"hours_until_due\" integer NOT NULL DEFAULT '0', \"minutes_until_overdue\" integer NOT NULL DEFAULT '60', \"hours_until_acknowledged\" integer NOT NULL DEFAULT '24', \"urgency\" text NOT NULL DEFAULT 'ROUTINE', \"valid_from\" date NOT NULL, \"valid_to\" date, \"source\" text NOT NULL, \"verified\" boolean NOT NULL DEFAULT false, CONSTRAINT \"PK_e190f0db1be902e8d10dd7017b9\" PRIMARY KEY (\"id\"))");
    await runner.query("CREATE INDEX \"IDX_e5b00b44d0ceaf4fb33acb066b\" ON \"notice_rule\"  (\"country\", \"kind\") ");
    await runner.query("CREATE TABLE \"identification\" (\"id\" uuid NOT NULL, \"created_at\" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(), \"case_id\" uuid NOT NULL, \"status\" text NOT NULL, \"initial_by\" text, \"interview_offered_on\" date, \"interview_declined_on\" date, \"interviewed_on\" date, \"police_present\" boolean, \"social_service_present\" boolean, \"decided_by\" text, \"decided_on\" date, \"reflection_starts_on\" date, \"reflection_days\" integer, \"reflection_waived\" boolean NOT NULL DEFAULT false, CONSTRAINT \"PK_fd49f15a74f96c6d17645c8810a\" PRIMARY KEY (\"id\"))");
    await runner.query("CREATE UNIQUE INDEX \"IDX_20a5be25ebfad6b437d1efcaa4\" ON \"identification\"  (\"case_id\") ");
    await runner.query("CREATE TABLE \"reflection_policy\" (\"id\" uuid NOT NULL, \"created_at\" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(), \"country\" text NOT NULL, \"days\" integer NOT NULL, \"valid_from\" date NOT NULL, \"valid_to\" date, \"source\" text NOT NULL, \"verified\" boolean NOT NULL DEFAULT false, CONSTRAINT \"PK_e820ee77eecfab7af05a8b819a7\" PRIMARY KEY (\"id\"))");
    await runner.query("CREATE TABLE \"outreach_visit\" (\"id\" uuid NOT NULL, \"created_at\" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(), \"organisation_id\" uuid NOT NULL, \"mobile_unit_id\" uuid NOT NULL, \"visited_on\" date NOT NULL, \"place_code\" text NOT NULL, \"setting\" text NOT NULL, \"contacts\" jsonb NOT NULL DEFAULT '[]', \"materials\" jsonb NOT NULL DEFAULT '[]', \"recorded_by_id\" uuid NOT NULL, CONSTRAINT \"PK_f2c65a7555547897f07788b9ca6\" PRIMARY KEY (\"id\"))");
    await runner.query("CREATE INDEX \"IDX_7366a1b8e1f5b998a7cff05cae\" ON \"outreach_visit\"  (\"organisation_id\", \"visited_on\", \"id\") ");
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("DROP INDEX \"public\".\"IDX_7366a1b8e1f5b998a7cff05cae\"");
    await runner.query("DROP TABLE \"outreach_visit\"");
    await runner.query("DROP TABLE \"reflection_policy\"");
    await runner.query("DROP INDEX \"public\".\"IDX_20a5be25ebfad6b437d1efcaa4\"");
    await runner.query("DROP TABLE \"identification\"");
    await runner.query("DROP INDEX \"public\".\"IDX_e5b00b44d0ceaf4fb33acb066b\"");
    await runner.query("DROP TABLE \"notice_rule\"");
    await runner.query("DROP INDEX \"public\".\"IDX_81e4b03c604c89dd85ebc391e9\"");
    await runner.query("DROP INDEX \"public\".\"IDX_c54b9ef247b4f666d6afa932ae\"");
    await runner.query("DROP INDEX \"public\".\"IDX_ada13a240de25af2eaad90be58\"");
    await runner.query("DROP INDEX \"public\".\"IDX_e43381fec9e6be285e143cafc9\"");
    await runner.query("DROP INDEX \"public\".\"IDX_b2e54365116df1180df8467366\"");
    await runner.query("DROP TABLE \"notice\"");
    await runner.query("DROP INDEX \"public\".\"IDX_200f41cc58a15fc76be8d04f05\"");
    await runner.query("DROP TABLE \"known_recipient\"");
    await runner.query("DROP INDEX \"public\".\"IDX_5e7f68933af5d3df84431f0dbc\"");
    await runner.query("DROP TABLE \"concern\"");
  }
}
