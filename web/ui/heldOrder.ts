/**
 * The order shown while the pointer is in a table: rows stay where they are, rows that went away drop out, new ones come
 * last. `held` is what was shown before, `wanted` what sorting says now.
 */
export function heldOrder(held: readonly string[], wanted: readonly string[]): string[] {
  const present = new Set(wanted);
  const known = new Set(held);
  return [...held.filter((id) => present.has(id)), ...wanted.filter((id) => !known.has(id))];
}

export function sameOrder(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((id, index) => id === b[index]);
}
