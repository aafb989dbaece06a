/** `system-2` before `system-10`. */
export const compareNames = new Intl.Collator('en', { numeric: true }).compare;

/** A copy in the order of the names. */
export const byName = <T extends { name: string }>(list: readonly T[]): T[] =>
  list.toSorted((one, other) => compareNames(one.name, other.name));
