import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A bed's id and a range of time in one index: what keeps two claims of one bed apart. */
export class Extensions0000000000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('create extension if not exists btree_gist');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop extension btree_gist');
  }
}
