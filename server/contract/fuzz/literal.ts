/** A JSON value as GraphQL text. Strings in `enums` are written as enum values; keys that are no names make bad syntax. */
export function literalOf(value: unknown, enums: ReadonlySet<string>): string {
  if (Array.isArray(value)) return `[${value.map((each) => literalOf(each, enums)).join(', ')}]`;
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value).map(([key, each]) => `${key}: ${literalOf(each, enums)}`);
    return `{ ${members.join(', ')} }`;
  }
  return typeof value === 'string' && enums.has(value) ? value : JSON.stringify(value);
}
