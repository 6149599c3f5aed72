import { DefaultNamingStrategy, type NamingStrategyInterface } from 'typeorm';

const snake = (name: string) =>
  name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1_$2')
    .toLowerCase();

/** `safePhone` is `safe_phone` in the database, everywhere and without exceptions. */
export class SnakeNaming extends DefaultNamingStrategy implements NamingStrategyInterface {
  override tableName(className: string, customName?: string) {
    return customName ?? snake(className);
  }
  override columnName(property: string, customName: string | undefined, prefixes: string[]) {
    return snake([...prefixes, customName ?? property].join('_'));
  }
  override relationName(property: string) {
    return snake(property);
  }
  override joinColumnName(relation: string, referenced: string) {
    return snake(`${relation}_${referenced}`);
  }
  override joinTableName(first: string, second: string, firstProperty: string) {
    return snake(`${first}_${firstProperty}_${second}`);
  }
  override joinTableColumnName(table: string, property: string, column?: string) {
    return snake(`${table}_${column ?? property}`);
  }
}
