import { isConcurrentUpdate, type Querying, readRevision } from './edit.ts';

/** Something whose consequences are shown before it is done. */
export interface ShownSource<V> {
  /** What has to stay unchanged between `read` and `write`; null for everything in the tenant. */
  objectID: string | null;
  /** Reads what it would do. */
  read: () => Promise<V>;
  /** Does it, with `@ifUnchanged(since: $since)`. */
  write: (since: number) => Promise<unknown>;
}

const attempts = 5;

/** Members in one order: an answer from the cache has them in another than one from the server. */
const ordered = (_key: string, value: unknown): unknown =>
  value !== null && typeof value === 'object' && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)))
    : value;

const sameShown = (one: unknown, other: unknown) => JSON.stringify(one, ordered) === JSON.stringify(other, ordered);

/** Does exactly what was shown, or nothing. Null once it is done; else what it would do now, which was not shown. */
export async function asShown<V>(
  client: Querying,
  { objectID, read, write }: ShownSource<V>,
  shown: V,
): Promise<V | null> {
  for (let attempt = 1; ; attempt += 1) {
    // First the number: what comes after it is noticed.
    const since = await readRevision(client, objectID);
    const now = await read();
    if (!sameShown(now, shown)) return now;
    try {
      await write(since);
      return null;
    } catch (error) {
      if (!isConcurrentUpdate(error) || attempt === attempts) throw error;
    }
  }
}
