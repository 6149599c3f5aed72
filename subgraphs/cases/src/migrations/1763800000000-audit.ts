import { auditMigration } from '@ura/audit';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The chains of who looked and who granted. */
export class Audit1763800000000 implements MigrationInterface {
  up(runner: QueryRunner): Promise<void> {
    return auditMigration.up(runner);
  }

  down(runner: QueryRunner): Promise<void> {
    return auditMigration.down(runner);
  }
}
