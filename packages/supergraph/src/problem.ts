/** What keeps a set of subgraphs from being one graph that may be served. */
export interface Problem {
  /** The rule that refuses: `P21`, `breaking`, `mutation` … */
  readonly rule: string;
  /** Where to look: `cases: Case.code`, or a coordinate of the whole graph. */
  readonly where: string;
  /** What is wrong and what to do, for a developer of an organisation. */
  readonly message: string;
}
