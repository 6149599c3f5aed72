import { isMember, type Role, type Viewer } from './viewer';

/**
 * Whether a viewer may, given a row that is already loaded. Rules never fetch, and never wait.
 * `label` is what privacy.md calls the rule.
 */
export interface Rule<Row = unknown> {
  (viewer: Viewer, row: Row): boolean;
  label?: string;
}

const named = <Row>(label: string, rule: Rule<Row>): Rule<Row> => Object.assign(rule, { label });

/** Anybody, signed in or not. */
export const everyone: Rule = named('everyone', () => true);

/** Anybody signed in to a member organisation. */
export const member: Rule = named('member', viewer => isMember(viewer));

/** Somebody of a member organisation with at least one of these roles. */
export const hasRole = (...wanted: readonly Role[]): Rule =>
  named(
    `hasRole(${wanted.join(', ')})`,
    viewer => isMember(viewer) && viewer.roles.some(role => wanted.includes(role)),
  );

export const anyOf = <Row>(...rules: readonly Rule<Row>[]): Rule<Row> =>
  named(`anyOf(${rules.map(nameOf).join(', ')})`, (viewer, row) => rules.some(rule => rule(viewer, row)));

export const allOf = <Row>(...rules: readonly Rule<Row>[]): Rule<Row> =>
  named(`allOf(${rules.map(nameOf).join(', ')})`, (viewer, row) => rules.every(rule => rule(viewer, row)));

/** The name of a rule, as the privacy ledger shows it. */
export const nameOf = (rule: Rule<never>): string => rule.label ?? (rule.name || 'unnamed');
