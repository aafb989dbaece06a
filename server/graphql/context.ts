import { randomUUID } from 'node:crypto';
import DataLoader from 'dataloader';
import type { BulkJobs } from '../bulk/jobs.ts';
import type { Sightings } from '../connector/enrolment/sightings.ts';
import type { Contacts } from '../contacts/contacts.ts';
import type { Database, Read, Tx } from '../db/database.ts';
import type { CredentialCipher } from '../director/auth.ts';
import type { Fetches } from '../director/fetches.ts';
import type { OneTimeTokens } from '../director/oneTimeToken.ts';
import type { EntryListener } from '../events/activity.ts';
import type { Feed } from '../events/feed.ts';
import type { Refusals } from '../events/refusals.ts';
import type { Outgoing } from '../outgoing/outgoing.ts';
import type { Clock } from '../shared/clock.ts';
import type { Consumer } from '../shared/consumer.ts';
import { CompassError } from '../shared/errors.ts';
import type { NewId } from '../shared/ids.ts';
import type { Settings } from '../shared/settings.ts';
import type { Specs } from '../specs/specs.ts';

/** What outlives a request: made once in app.ts and handed to every resolver. */
export interface Platform {
  database: Database;
  clock: Clock;
  newId: NewId;
  settings: Settings;
  feed: Feed;
  onEntry: EntryListener;
  oneTimeTokens: OneTimeTokens;
  cipher: CredentialCipher;
  contacts: Contacts;
  sightings: Sightings;
  refusals: Refusals;
  outgoing: Outgoing;
  specs: Specs;
  fetches: Fetches;
  bulkJobs: BulkJobs;
}

/** Answers many keys at once; a key without a value is absent from the map. */
export type LoadMany<K, V> = (read: Read, keys: readonly K[]) => Promise<ReadonlyMap<K, V>>;

export interface RequestContext extends Platform {
  consumer: Consumer;
  correlationId: string;
  read: Read;
  /** One mutation, one transaction. What was loaded before is loaded anew afterwards. */
  write<T>(body: (tx: Tx) => Promise<T>): Promise<T>;
  /** Loads a nested field once per request for all parents together. `loadMany` has to be a module-level function. */
  load<K, V>(loadMany: LoadMany<K, V>, key: K): Promise<V | undefined>;
  /** Spares a later `load` of what is already known. */
  learn<K, V>(loadMany: LoadMany<K, V>, key: K, value: V): void;
}

/** A list may be longer than a statement may have parameters. */
const batches = { maxBatchSize: 2000 };

export function createContext(platform: Platform, consumer: Consumer): RequestContext {
  const loaders = new Map<unknown, unknown>();
  const loaderOf = <K, V>(loadMany: LoadMany<K, V>): DataLoader<K, V | undefined> => {
    const known = loaders.get(loadMany) as DataLoader<K, V | undefined> | undefined;
    if (known) return known;
    const loader = new DataLoader<K, V | undefined>(async (keys) => {
      const values = await loadMany(platform.database.read, keys);
      return keys.map((each) => values.get(each));
    }, batches);
    loaders.set(loadMany, loader);
    return loader;
  };
  return {
    ...platform,
    consumer,
    correlationId: randomUUID(),
    read: platform.database.read,
    async write(body) {
      const result = await platform.database.write(body);
      loaders.clear();
      return result;
    },
    load: (loadMany, key) => loaderOf(loadMany).load(key),
    learn: (loadMany, key, value) => void loaderOf(loadMany).prime(key, value),
  };
}

/** The tenant the request works in. */
export function tenantOf(consumer: Consumer): string {
  if (consumer.tenantId === null) throw new CompassError('TenantRequired', 'Tenant is required');
  return consumer.tenantId;
}
