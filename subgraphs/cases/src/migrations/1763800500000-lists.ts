import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Lists1763800500000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query("DROP INDEX \"public\".\"IDX_9515797d3cbb53ef3f0ace83e7\"");
    await runner.query("CREATE INDEX \"IDX_1e3a3a7b7713169169cc4b17a3\" ON \"team_member\"  (\"worker_id\", \"case_id\") WHERE ended_at is null");
    await runner.query("CREATE INDEX \"IDX_416fbc932bc70ed7dc07601c90\" ON \"team_member\"  (\"case_id\", \"started_at\") ");
    await runner.query("CREATE INDEX \"IDX_a6998c07c4782ca1c307452fd6\" ON \"referral\"  (\"to_organisation_id\", \"status\") ");
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("DROP INDEX \"public\".\"IDX_a6998c07c4782ca1c307452fd6\"");
    await runner.query("DROP INDEX \"public\".\"IDX_416fbc932bc70ed7dc07601c90\"");
    await runner.query("DROP INDEX \"public\".\"IDX_1e3a3a7b7713169169cc4b17a3\"");
    await runner.query("CREATE INDEX \"IDX_9515797d3cbb53ef3f0ace83e7\" ON \"team_member\" (\"worker_id\", \"case_id\") ");
  }
}
