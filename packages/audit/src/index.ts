export { type Anchor, anchor } from './anchor';
export {
  type AuditAction,
  type AuditEntry,
  auditActions,
  entriesOf,
  type RecordedEntry,
  record,
  recording,
} from './entry';
export { auditMigration } from './migration';
export { type AuditFault, type AuditVerification, verifyAudit } from './verify';
