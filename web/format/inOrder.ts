/** `system-2` before `system-10`. */
const inOrder = new Intl.Collator('en', { numeric: true }).compare;

/** A copy in the order of the names. */
export const byName = <T extends { name: string }>(list: readonly T[]): T[] =>
  list.toSorted((one, other) => inOrder(one.name, other.name));
