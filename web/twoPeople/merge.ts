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

/** Which side was taken, by field. */
export type Choices = Readonly<Record<string, 'theirs' | 'yours'>>;

/** Of all fields that differ. */
export function differencesOf<V extends Values>(base: V, theirs: V, yours: V): Readonly<Record<string, Difference>> {
  const found: Record<string, Difference> = {};
  for (const field of Object.keys(yours)) {
    const difference = differenceOf(base[field], theirs[field], yours[field]);
    if (difference !== null) found[field] = difference;
  }
  return found;
}

/** The side a field is taken from; null where both changed it and nobody has decided. */
export const sideOf = (difference: Difference, choice: 'theirs' | 'yours' | undefined): 'theirs' | 'yours' | null =>
  choice ?? (difference === 'both' ? null : difference);

/** Fields that both changed and nobody has decided about. */
export const undecided = (differences: Readonly<Record<string, Difference>>, choices: Choices): string[] =>
  Object.entries(differences).flatMap(([field, each]) => (sideOf(each, choices[field]) === null ? [field] : []));

/** What is stored then; yours where it is undecided, as the form has it. */
export function chosen<V extends Values>(
  { base, theirs, yours }: { base: V; theirs: V; yours: V },
  choices: Choices,
): V {
  const fields = Object.entries(choices).map(([field, side]) => [field, (side === 'theirs' ? theirs : yours)[field]]);
  return { ...merged(base, theirs, yours), ...Object.fromEntries(fields) };
}
