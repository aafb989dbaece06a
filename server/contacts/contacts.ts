import type { Logger } from 'pino';
import type { Database } from '../db/database.ts';
import type { Feed } from '../events/feed.ts';
import { type CertificateUse, type RuntimeContact, writeCertificateUses, writeContacts } from './contact.store.ts';

/**
 * When machines were last heard of. Kept in memory and written for all of them together, so that thousands of polling
 * agents do not mean thousands of writes (product.md section 4).
 */
export interface Contacts {
  /** A call of the Runtime to the Connector; `ok` if it answered without error. */
  connectorCall(runtimeId: string, ok: boolean, at: number): void;
  /**
   * The Runtime asked for its own Applications. `at` is a moment before they were read: connections that ended earlier
   * count as enforced afterwards.
   */
  fetch(runtimeId: string, ok: boolean, at: number): void;
  /**
   * The Runtime reported its status. `appliedAt`: when it last applied its configuration; `clockAheadMs`: by how much its
   * clock is ahead; null for what it does not tell.
   */
  report(runtimeId: string, told: { appliedAt: number | null; clockAheadMs: number | null }, at: number): void;
  /** A request was accepted on the strength of this certificate. */
  certificateUsed(sha256: string, at: number): void;
  /** Writes what has gathered. */
  flush(): Promise<void>;
  /** Writes what has gathered and stops. */
  close(): Promise<void>;
}

export interface ContactsOptions {
  database: Database;
  feed: Feed;
  log: Logger;
  /** Whoever follows what becomes of one-time tokens. */
  sightings?: { fetched(runtimeId: string, at: number): void; heard(runtimeId: string, at: number): void };
  /** Longest time between a contact and its row, in milliseconds. */
  flushEveryMs?: number;
}

export function createContacts({ database, feed, log, sightings, flushEveryMs = 2000 }: ContactsOptions): Contacts {
  let runtimes = new Map<string, RuntimeContact>();
  let certificates = new Map<string, CertificateUse>();
  let timer: NodeJS.Timeout | undefined;
  let writing: Promise<void> = Promise.resolve();

  function schedule(): void {
    timer ??= setTimeout(() => {
      flush().catch((error) => log.error({ err: error }, 'Contact times could not be written'));
    }, flushEveryMs).unref();
  }

  function contactOf(runtimeId: string): RuntimeContact {
    schedule();
    let contact = runtimes.get(runtimeId);
    if (!contact) {
      contact = { runtimeId, ...nothingNew };
      runtimes.set(runtimeId, contact);
    }
    return contact;
  }

  async function write(): Promise<void> {
    const seen = [...runtimes.values()];
    const used = [...certificates.values()];
    runtimes = new Map();
    certificates = new Map();
    if (seen.length === 0 && used.length === 0) return;
    try {
      await database.write(async (tx) => {
        await writeCertificateUses(tx, used);
        await writeContacts(tx, feed, seen);
      }, 'MEMORY');
    } catch (error) {
      takeBack(seen, used);
      throw error;
    }
  }

  /** What could not be written waits for the next flush, joined with what has come in meanwhile. */
  function takeBack(seen: readonly RuntimeContact[], used: readonly CertificateUse[]): void {
    for (const earlier of seen) {
      const contact = contactOf(earlier.runtimeId);
      for (const moment of moments) {
        if (earlier[moment] !== null) contact[moment] = latest(contact[moment], earlier[moment]);
      }
      contact.clockAheadMs ??= earlier.clockAheadMs;
    }
    for (const { sha256, firstAt, lastAt } of used) {
      schedule();
      const later = certificates.get(sha256);
      certificates.set(sha256, { sha256, firstAt, lastAt: later?.lastAt ?? lastAt });
    }
  }

  function flush(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    const turn = writing.then(write);
    writing = turn.catch(() => undefined);
    return turn;
  }

  return {
    connectorCall(runtimeId, ok, at) {
      const contact = contactOf(runtimeId);
      contact.syncAt = latest(contact.syncAt, at);
      if (ok) contact.successAt = latest(contact.successAt, at);
    },
    fetch(runtimeId, ok, at) {
      const contact = contactOf(runtimeId);
      contact.attemptAt = latest(contact.attemptAt, at);
      if (!ok) return;
      contact.fetchAt = latest(contact.fetchAt, at);
      sightings?.fetched(runtimeId, at);
    },
    report(runtimeId, { appliedAt, clockAheadMs }, at) {
      const contact = contactOf(runtimeId);
      contact.reportAt = latest(contact.reportAt, at);
      sightings?.heard(runtimeId, at);
      contact.clockAheadMs = clockAheadMs ?? contact.clockAheadMs;
      if (appliedAt !== null) contact.appliedAt = latest(contact.appliedAt, appliedAt);
    },
    certificateUsed(sha256, at) {
      schedule();
      const use = certificates.get(sha256);
      certificates.set(sha256, { sha256, firstAt: use?.firstAt ?? at, lastAt: at });
    },
    flush,
    close: flush,
  };
}

const nothingNew: Omit<RuntimeContact, 'runtimeId'> = {
  syncAt: null,
  successAt: null,
  attemptAt: null,
  fetchAt: null,
  reportAt: null,
  appliedAt: null,
  clockAheadMs: null,
};

const moments = ['syncAt', 'successAt', 'attemptAt', 'fetchAt', 'reportAt', 'appliedAt'] as const;

const latest = (known: number | null, at: number): number => (known === null ? at : Math.max(known, at));
