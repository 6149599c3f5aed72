import type { RiskLevel } from '@ura/vocabulary';
import type { ExitApprover } from './exit-approval.entity';
import type { StayStatus } from './stay.entity';

/** What may follow what. Leaving is never refused: it follows everything but itself. */
const followers: Readonly<Record<StayStatus, readonly StayStatus[]>> = {
  RESERVED: ['ACTIVE', 'EXITED'],
  ACTIVE: ['AWAY', 'EXIT_PENDING', 'EXITED'],
  AWAY: ['ACTIVE', 'EXIT_PENDING', 'EXITED'],
  EXIT_PENDING: ['EXITED'],
  EXITED: [],
};

export const mayFollow = (from: StayStatus, to: StayStatus): boolean => followers[from].includes(to);

/** Whether somebody is in the house, or has a bed there. */
export const isLive = (status: StayStatus): boolean => status !== 'EXITED';

/** Whose approvals a stay at this risk still lacks before somebody leaves for good. */
export const missingApprovals = (risk: RiskLevel, given: readonly ExitApprover[]): ExitApprover[] =>
  risk === 'HIGH' ? (['PROSECUTOR', 'POLICE'] as const).filter(by => !given.includes(by)) : [];
