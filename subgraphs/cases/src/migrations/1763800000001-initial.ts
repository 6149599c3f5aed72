import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Initial1763800000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query("CREATE TABLE \"idempotency_key\" (\"viewer_id\" uuid NOT NULL, \"organisation_id\" uuid NOT NULL, \"key\" uuid NOT NULL, \"operation\" text NOT NULL, \"input_hash\" text NOT NULL, \"result_id\" uuid, \"used_at\" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(), CONSTRAINT \"PK_4d559fd7e133b292a23a8395901\" PRIMARY KEY (\"viewer_id\", \"organisation_id\", \"key\"))");
    await runner.query("CREATE INDEX \"IDX_aafa3e422f193c60ee4e6270af\" ON \"idempotency_key\"  (\"used_at\") ");
    await runner.query("CREATE TABLE \"case\" (\"id\" uuid NOT NULL, \"created_at\" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(), \"organisation_id\" uuid NOT NULL, \"code\" text NOT NULL, \"status\" text NOT NULL, \"kind\" text NOT NULL, \"risk\" text NOT NULL DEFAULT 'NOT_ASSESSED', \"age_band\" text NOT NULL, \"sex\" text NOT NULL, \"country\" text NOT NULL, \"region_code\" text NOT NULL, \"opened_on\" date NOT NULL, \"opened_at\" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT date_trunc('milliseconds', now()), \"opened_by_id\" uuid NOT NULL, \"mobile_unit_id\" uuid, \"session_id\" uuid, \"dependant_of_id\" uuid, \"restricted\" boolean NOT NULL DEFAULT false, \"legal_hold\" boolean NOT NULL DEFAULT false, \"shelters_ref\" uuid NOT NULL, \"legal_ref\" uuid NOT NULL, CONSTRAINT \"PK_a1b20a2aef6fc438389d2c4aca0\" PRIMARY KEY (\"id\"))");
    await runner.query("CREATE UNIQUE INDEX \"IDX_d1aa1fa29acc0dd7357a5fec33\" ON \"case\"  (\"code\") ");
    await runner.query("CREATE INDEX \"IDX_176d74a0bf1d59efb661984a00\" ON \"case\"  (\"dependant_of_id\") ");
    await runner.query("CREATE UNIQUE INDEX \"IDX_c489031dd58b579640ca3b162f\" ON \"case\"  (\"shelters_ref\") ");
    await runner.query("CREATE UNIQUE INDEX \"IDX_36b59ade09a071df3a6a634e51\" ON \"case\"  (\"legal_ref\") ");
    await runner.query("CREATE INDEX \"IDX_3e2796edde9297fdd705c87a3e\" ON \"case\"  (\"organisation_id\", \"opened_at\", \"id\") ");
    await runner.query("CREATE TABLE \"timeline_event\" (\"id\" uuid NOT NULL, \"created_at\" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(), \"case_id\" uuid NOT NULL, \"happened_at\" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT date_trunc('milliseconds', now()), \"kind\" text NOT NULL, \"part\" text NOT NULL, \"detail\" text, \"subject_id\" uuid, \"actor_id\" uuid, CONSTRAINT \"PK_8f5a66cd7151d78a419da3a3375\" PRIMARY KEY (\"id\"))");
    await runner.query("CREATE INDEX \"IDX_cb622fe18b2715b33af913e5af\" ON \"timeline_event\"  (\"case_id\", \"happened_at\", \"id\") ");
    await runner.query("CREATE TABLE \"team_member\" (\"id\" uuid NOT NULL, \"created_at\" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(), \"case_id\" uuid NOT NULL, \"worker_id\" uuid NOT NULL, \"function\" text NOT NULL, \"started_at\" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(), \"ended_at\" TIMESTAMP WITH TIME ZONE, CONSTRAINT \"PK_649680684d72a20d279641469c5\" PRIMARY KEY (\"id\"))");
    await runner.query("CREATE INDEX \"IDX_9515797d3cbb53ef3f0ace83e7\" ON \"team_member\"  (\"worker_id\", \"case_id\") ");
    await runner.query("CREATE UNIQUE INDEX \"IDX_c7d7326dd8f695c89867d37f88\" ON \"team_member\"  (\"case_id\", \"worker_id\", \"function\") WHERE ended_at is null");
    await runner.query("CREATE TABLE \"consent\" (\"id\" uuid NOT NULL, \"created_at\" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(), \"case_id\" uuid NOT NULL, \"recipient_id\" uuid NOT NULL, \"recipient_people\" uuid array NOT NULL DEFAULT '{}', \"except_people\" uuid array NOT NULL DEFAULT '{}', \"purposes\" text array NOT NULL, \"bundles\" text array NOT NULL, \"granted_on\" date, \"valid_to\" date, \"form\" text, \"withdrawn_at\" TIMESTAMP WITH TIME ZONE, \"refused_at\" TIMESTAMP WITH TIME ZONE, \"superseded_at\" TIMESTAMP WITH TIME ZONE, \"text_version\" text NOT NULL, \"language\" text NOT NULL, CONSTRAINT \"PK_9115e8d6b082d4fc46d56134d29\" PRIMARY KEY (\"id\"))");
    await runner.query("CREATE INDEX \"IDX_27e882f802fa5bbd46248a556f\" ON \"consent\"  (\"recipient_id\") ");
    await runner.query("CREATE INDEX \"IDX_18cbba72d8891011b9cf320fa6\" ON \"consent\"  (\"case_id\", \"recipient_id\") ");
    await runner.query("CREATE TABLE \"emergency_access\" (\"id\" uuid NOT NULL, \"created_at\" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(), \"case_id\" uuid NOT NULL, \"organisation_id\" uuid NOT NULL, \"worker_id\" uuid NOT NULL, \"reason\" text NOT NULL, \"opened_at\" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(), \"until\" TIMESTAMP WITH TIME ZONE NOT NULL, CONSTRAINT \"PK_df6a3cc6b2bd3f218edb410a3f3\" PRIMARY KEY (\"id\"))");
    await runner.query("CREATE INDEX \"IDX_c5f58516d094fdeb4e0f3d40ec\" ON \"emergency_access\"  (\"case_id\") ");
    await runner.query("CREATE INDEX \"IDX_6cfb21f47867624201c28a9163\" ON \"emergency_access\"  (\"organisation_id\", \"opened_at\") ");
    await runner.query("CREATE INDEX \"IDX_620002a63a36e7c34ade853d3f\" ON \"emergency_access\"  (\"worker_id\", \"case_id\") ");
    await runner.query("CREATE TABLE \"place\" (\"id\" uuid NOT NULL, \"code\" text NOT NULL, \"parent_code\" text, \"level\" text NOT NULL, \"country\" text NOT NULL, CONSTRAINT \"PK_96ab91d43aa89c5de1b59ee7cca\" PRIMARY KEY (\"id\"))");
    await runner.query("CREATE UNIQUE INDEX \"IDX_65b07d0905a0f43e4befd9b20b\" ON \"place\"  (\"code\") ");
    await runner.query("CREATE TABLE \"referral\" (\"id\" uuid NOT NULL, \"created_at\" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(), \"case_id\" uuid NOT NULL, \"consent_id\" uuid NOT NULL, \"from_organisation_id\" uuid NOT NULL, \"to_organisation_id\" uuid NOT NULL, \"recipient_people\" uuid array NOT NULL DEFAULT '{}', \"except_people\" uuid array NOT NULL DEFAULT '{}', \"status\" text NOT NULL, \"service_codes\" text array NOT NULL DEFAULT '{}', \"urgency\" text NOT NULL, \"sent_at\" TIMESTAMP WITH TIME ZONE NOT NULL, \"answer_by\" TIMESTAMP WITH TIME ZONE NOT NULL, \"decline\" text, CONSTRAINT \"PK_a2d3e935a6591168066defec5ad\" PRIMARY KEY (\"id\"))");
    await runner.query("CREATE INDEX \"IDX_a3c42a65967c8a70e3ae1e1b6b\" ON \"referral\"  (\"case_id\") ");
    await runner.query("CREATE INDEX \"IDX_909aaaac3c4e83d14ba7992c23\" ON \"referral\"  (\"consent_id\") ");
    await runner.query("CREATE INDEX \"IDX_5c5abe3dd5528fe3f5256b23a0\" ON \"referral\"  (\"from_organisation_id\") ");
    await runner.query("CREATE INDEX \"IDX_012c72b65096c74e883edab72a\" ON \"referral\"  (\"to_organisation_id\", \"status\", \"sent_at\") ");
    await runner.query("CREATE TABLE \"transfer\" (\"id\" uuid NOT NULL, \"created_at\" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(), \"case_id\" uuid NOT NULL, \"consent_id\" uuid NOT NULL, \"from_organisation_id\" uuid NOT NULL, \"to_organisation_id\" uuid NOT NULL, \"recipient_people\" uuid array NOT NULL DEFAULT '{}', \"except_people\" uuid array NOT NULL DEFAULT '{}', \"status\" text NOT NULL, \"offered_at\" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(), \"answered_at\" TIMESTAMP WITH TIME ZONE, CONSTRAINT \"PK_fd9ddbdd49a17afcbe014401295\" PRIMARY KEY (\"id\"))");
    await runner.query("CREATE INDEX \"IDX_c7a473f0f50fc3672078fea7c9\" ON \"transfer\"  (\"case_id\") ");
    await runner.query("CREATE INDEX \"IDX_93fa3ae9893da50e9e6ab11d8a\" ON \"transfer\"  (\"consent_id\") ");
    await runner.query("CREATE INDEX \"IDX_c39a9a599ca85789a1621d4075\" ON \"transfer\"  (\"from_organisation_id\") ");
    await runner.query("CREATE INDEX \"IDX_f05266c7900aeddeba3a241d20\" ON \"transfer\"  (\"to_organisation_id\") ");
    await runner.query("CREATE UNIQUE INDEX \"IDX_34a4afc13860502cd696f01738\" ON \"transfer\"  (\"case_id\") WHERE status = 'OFFERED'");
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("DROP INDEX \"public\".\"IDX_34a4afc13860502cd696f01738\"");
    await runner.query("DROP INDEX \"public\".\"IDX_f05266c7900aeddeba3a241d20\"");
    await runner.query("DROP INDEX \"public\".\"IDX_c39a9a599ca85789a1621d4075\"");
    await runner.query("DROP INDEX \"public\".\"IDX_93fa3ae9893da50e9e6ab11d8a\"");
    await runner.query("DROP INDEX \"public\".\"IDX_c7a473f0f50fc3672078fea7c9\"");
    await runner.query("DROP TABLE \"transfer\"");
    await runner.query("DROP INDEX \"public\".\"IDX_012c72b65096c74e883edab72a\"");
    await runner.query("DROP INDEX \"public\".\"IDX_5c5abe3dd5528fe3f5256b23a0\"");
    await runner.query("DROP INDEX \"public\".\"IDX_909aaaac3c4e83d14ba7992c23\"");
    await runner.query("DROP INDEX \"public\".\"IDX_a3c42a65967c8a70e3ae1e1b6b\"");
    await runner.query("DROP TABLE \"referral\"");
    await runner.query("DROP INDEX \"public\".\"IDX_65b07d0905a0f43e4befd9b20b\"");
    await runner.query("DROP TABLE \"place\"");
    await runner.query("DROP INDEX \"public\".\"IDX_620002a63a36e7c34ade853d3f\"");
    await runner.query("DROP INDEX \"public\".\"IDX_6cfb21f47867624201c28a9163\"");
    await runner.query("DROP INDEX \"public\".\"IDX_c5f58516d094fdeb4e0f3d40ec\"");
    await runner.query("DROP TABLE \"emergency_access\"");
    await runner.query("DROP INDEX \"public\".\"IDX_18cbba72d8891011b9cf320fa6\"");
    await runner.query("DROP INDEX \"public\".\"IDX_27e882f802fa5bbd46248a556f\"");
    await runner.query("DROP TABLE \"consent\"");
    await runner.query("DROP INDEX \"public\".\"IDX_c7d7326dd8f695c89867d37f88\"");
    await runner.query("DROP INDEX \"public\".\"IDX_9515797d3cbb53ef3f0ace83e7\"");
    await runner.query("DROP TABLE \"team_member\"");
    await runner.query("DROP INDEX \"public\".\"IDX_cb622fe18b2715b33af913e5af\"");
    await runner.query("DROP TABLE \"timeline_event\"");
    await runner.query("DROP INDEX \"public\".\"IDX_3e2796edde9297fdd705c87a3e\"");
    await runner.query("DROP INDEX \"public\".\"IDX_36b59ade09a071df3a6a634e51\"");
    await runner.query("DROP INDEX \"public\".\"IDX_c489031dd58b579640ca3b162f\"");
    await runner.query("DROP INDEX \"public\".\"IDX_176d74a0bf1d59efb661984a00\"");
    await runner.query("DROP INDEX \"public\".\"IDX_d1aa1fa29acc0dd7357a5fec33\"");
    await runner.query("DROP TABLE \"case\"");
    await runner.query("DROP INDEX \"public\".\"IDX_aafa3e422f193c60ee4e6270af\"");
    await runner.query("DROP TABLE \"idempotency_key\"");
  }
}
