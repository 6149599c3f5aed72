import type { MigrationInterface, QueryRunner } from 'typeorm';

export class ConsentsAndExchanges1763800200000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query("DROP INDEX \"public\".\"IDX_c39a9a599ca85789a1621d4075\"");
    await runner.query("DROP INDEX \"public\".\"IDX_f05266c7900aeddeba3a241d20\"");
    await runner.query("DROP INDEX \"public\".\"IDX_5c5abe3dd5528fe3f5256b23a0\"");
    await runner.query("DROP INDEX \"public\".\"IDX_012c72b65096c74e883edab72a\"");
    await runner.query("ALTER TABLE \"consent\" ADD \"witness_id\" uuid");
    await runner.query("ALTER TABLE \"consent\" ADD \"guardian_relation\" text");
    await runner.query("ALTER TABLE \"consent\" ADD \"guardian_consented_on\" date");
    await runner.query("ALTER TABLE \"consent\" ADD \"assented_on\" date");
    await runner.query("ALTER TABLE \"transfer\" ADD \"continued_by_id\" uuid");
    await runner.query("ALTER TABLE \"referral\" ADD \"ended_because\" text");
    await runner.query("ALTER TABLE \"transfer\" ALTER COLUMN \"offered_at\" SET DEFAULT date_trunc('milliseconds', now())");
    await runner.query("ALTER TABLE \"referral\" ALTER COLUMN \"sent_at\" SET DEFAULT date_trunc('milliseconds', now())");
    await runner.query("CREATE INDEX \"IDX_0c5388920b2ae9706ab24b73e7\" ON \"transfer\"  (\"continued_by_id\") ");
    await runner.query("CREATE INDEX \"IDX_b383a1a5dc9eb1068af3b2b687\" ON \"transfer\"  (\"to_organisation_id\", \"offered_at\", \"id\") ");
    await runner.query("CREATE INDEX \"IDX_9de22a134bac329ddee2c607b9\" ON \"transfer\"  (\"from_organisation_id\", \"offered_at\", \"id\") ");
    await runner.query("CREATE INDEX \"IDX_1587306bd84c4dedac0c5635f5\" ON \"referral\"  (\"status\", \"answer_by\") ");
    await runner.query("CREATE INDEX \"IDX_7fe9818dae6fa8575440666543\" ON \"referral\"  (\"to_organisation_id\", \"sent_at\", \"id\") ");
    await runner.query("CREATE INDEX \"IDX_e6a00154d046d94afe5c9613e1\" ON \"referral\"  (\"from_organisation_id\", \"sent_at\", \"id\") ");
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("DROP INDEX \"public\".\"IDX_e6a00154d046d94afe5c9613e1\"");
    await runner.query("DROP INDEX \"public\".\"IDX_7fe9818dae6fa8575440666543\"");
    await runner.query("DROP INDEX \"public\".\"IDX_1587306bd84c4dedac0c5635f5\"");
    await runner.query("DROP INDEX \"public\".\"IDX_9de22a134bac329ddee2c607b9\"");
    await runner.query("DROP INDEX \"public\".\"IDX_b383a1a5dc9eb1068af3b2b687\"");
    await runner.query("DROP INDEX \"public\".\"IDX_0c5388920b2ae9706ab24b73e7\"");
    await runner.query("ALTER TABLE \"referral\" ALTER COLUMN \"sent_at\" DROP DEFAULT");
    await runner.query("ALTER TABLE \"transfer\" ALTER COLUMN \"offered_at\" SET DEFAULT now()");
    await runner.query("ALTER TABLE \"referral\" DROP COLUMN \"ended_because\"");
    await runner.query("ALTER TABLE \"transfer\" DROP COLUMN \"continued_by_id\"");
    await runner.query("ALTER TABLE \"consent\" DROP COLUMN \"assented_on\"");
    await runner.query("ALTER TABLE \"consent\" DROP COLUMN \"guardian_consented_on\"");
    await runner.query("ALTER TABLE \"consent\" DROP COLUMN \"guardian_relation\"");
    await runner.query("ALTER TABLE \"consent\" DROP COLUMN \"witness_id\"");
    await runner.query("CREATE INDEX \"IDX_012c72b65096c74e883edab72a\" ON \"referral\"  (\"to_organisation_id\", \"status\", \"sent_at\") ");
    await runner.query("CREATE INDEX \"IDX_5c5abe3dd5528fe3f5256b23a0\" ON \"referral\"  (\"from_organisation_id\") ");
    await runner.query("CREATE INDEX \"IDX_f05266c7900aeddeba3a241d20\" ON \"transfer\"  (\"to_organisation_id\") ");
    await runner.query("CREATE INDEX \"IDX_c39a9a599ca85789a1621d4075\" ON \"transfer\"  (\"from_organisation_id\") ");
  }
}
