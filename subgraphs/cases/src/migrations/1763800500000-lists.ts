import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Lists1763800500000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query("CREATE INDEX \"IDX_416fbc932bc70ed7dc07601c90\" ON \"team_member\"  (\"case_id\", \"started_at\") ");
    await runner.query("CREATE INDEX \"IDX_a6998c07c4782ca1c307452fd6\" ON \"referral\"  (\"to_organisation_id\", \"status\") ");
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("DROP INDEX \"public\".\"IDX_a6998c07c4782ca1c307452fd6\"");
    await runner.query("DROP INDEX \"public\".\"IDX_416fbc932bc70ed7dc07601c90\"");
  }
}
