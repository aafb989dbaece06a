import { CombinedGraphQLErrors } from '@apollo/client/errors';

/**
 * Places in the list of Runtimes whose certificate could not be read, by the errors beside an answer; null if something
 * else went wrong, so that there is nothing to show.
 */
export function missingCertificates(error: unknown): ReadonlySet<number> | null {
  if (!CombinedGraphQLErrors.is(error)) return null;
  const places = new Set<number>();
  for (const { path } of error.errors) {
    const [root, list, place, field] = path ?? [];
    if (root !== 'landscape' || list !== 'runtimes' || typeof place !== 'number' || field !== 'certificate')
      return null;
    places.add(place);
  }
  return places;
}
