/** What the schema of a subgraph begins with: the federation's words that it uses, and the privacy classes. */
export const header = (...words: string[]): string => `
extend schema
  @link(url: "https://specs.apollo.dev/federation/v2.9", import: ${JSON.stringify(['@composeDirective', ...words])})
  @link(url: "https://ura.al/privacy/v1.0", import: ["@privacy"])
  @composeDirective(name: "@privacy")
directive @privacy(class: privacy__Class!) on FIELD_DEFINITION
enum privacy__Class { PUBLIC PARTNER OWNER IDENTITY }
`;
