/** What a form holds: one value for each field. */
export type Values = Readonly<Record<string, unknown>>;

export type Difference = 'theirs' | 'yours' | 'both';

const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

/** Who changed a field since `base`; null where theirs and yours agree. */
export function differenceOf(base: unknown, theirs: unknown, yours: unknown): Difference | null {
  if (same(theirs, yours)) return null;
  if (same(base, theirs)) return 'yours';
  return same(base, yours) ? 'theirs' : 'both';
}

/** Whether someone else changed any of these fields. */
export const changedByOthers = <V extends Values>(base: V, theirs: V): boolean =>
  Object.keys(base).some((field) => !same(base[field], theirs[field]));

/** Theirs where only they changed a field, yours everywhere else: where both did, the eye has to decide. */
export function merged<V extends Values>(base: V, theirs: V, yours: V): V {
  const fields = Object.keys(yours).map((field) => [
    field,
    differenceOf(base[field], theirs[field], yours[field]) === 'theirs' ? theirs[field] : yours[field],
  ]);
  return Object.fromEntries(fields) as V;
}
