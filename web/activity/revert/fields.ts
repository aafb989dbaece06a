import { type Offer, recordOf } from './step.ts';
import type { Told, Values, ValuesReverted } from './told.ts';
import { restoring, settingBack } from './values.ts';

/** Those of the named fields that an entry changed, as they were and as it left them; null if it changed none. */
export function changedFields(
  { before, after }: Told,
  named: readonly string[],
): Pick<ValuesReverted, 'before' | 'after'> | null {
  const [was, left] = [recordOf(before), recordOf(after)];
  const changed = named.filter((field) => was[field] !== left[field]);
  if (changed.length === 0) return null;
  const only = (side: Values) => Object.fromEntries(changed.map((field) => [field, side[field] ?? null]));
  return { before: only(was), after: only(left) };
}

/** @param update takes all fields there are now, with those set back among them. */
export function fieldsOffer<Fields extends Values>(
  changed: Pick<ValuesReverted, 'before' | 'after'>,
  now: Fields,
  update: (fields: Fields) => Promise<unknown>,
): Offer {
  const offer = settingBack(restoring(changed, now));
  if ('why' in offer) return offer;
  const { back, words, beside } = offer;
  const fields = { ...now, ...Object.fromEntries(back.map(({ field, was }) => [field, was])) };
  return { words, beside, run: () => update(fields) };
}
