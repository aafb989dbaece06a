/** A third of the cards the map draws. */
export const mostPins = 100;

/**
 * The pins with all of `ids`, or without them if all are pinned. What no longer exists makes room. Null if they would be
 * too many.
 */
export function toggledPins(
  pins: readonly string[],
  ids: readonly string[],
  exists: (id: string) => boolean,
): readonly string[] | null {
  const chosen = new Set(ids);
  if (ids.every((id) => pins.includes(id))) return pins.filter((id) => !chosen.has(id));
  const next = [...new Set([...pins, ...ids])];
  if (next.length <= mostPins) return next;
  const left = next.filter(exists);
  return left.length <= mostPins ? left : null;
}
