import type { Logger } from 'pino';
import type { Database } from '../db/database.ts';
import type { DeliveryAttempt } from '../db/tables/webhook.tables.ts';
import { type CredentialCipher, unseal } from '../director/auth.ts';
import type { Outgoing } from '../outgoing/outgoing.ts';
import { OutgoingError } from '../outgoing/outgoingError.ts';
import { type Clock, hour, second } from '../shared/clock.ts';
import type { NewId } from '../shared/ids.ts';
import { type Claim, claimDue, finish, nextDueAt, releaseAll, sweepDeliveries } from './delivery.store.ts';
import { type Answered, outcomeOf } from './schedule.ts';
import { signatureHeaders } from './signing.ts';
import { addressOf, authPurpose } from './webhook.ts';

/** One attempt, all of it. */
const timeoutMs = 10 * second;
/** Longer than an attempt and the writing of its outcome: whoever is still at it then is no more. */
const leaseMs = 60 * second;
/** Attempts at a time. Receivers that fail never take more than their part, so that they do not delay the others. */
const mostAtOnce = 64;
const mostFailingAtOnce = 24;
/** Even without a signal it looks this often. */
const pollMs = 10 * second;
/** A burst of signals is one look. */
const gatherMs = 20;
const sweepEveryMs = hour;

export type Delivered = 'delivered' | 'failed' | 'dead';

export interface DelivererOptions {
  database: Database;
  clock: Clock;
  /** From 0 to 1. */
  random: () => number;
  newId: NewId;
  cipher: CredentialCipher;
  outgoing: Pick<Outgoing, 'send'>;
  log: Logger;
  /** Told of every attempt. */
  counted(outcome: Delivered): void;
}

export interface Deliverer {
  /** Delivers what is due; resolves when nothing is due or under way any more. */
  settle(): Promise<void>;
  /**
   * Takes up nothing new and waits for what is under way, five seconds if not said otherwise; what is not done then is done
   * again by whoever comes next.
   */
  stop(waitMs?: number): Promise<void>;
}

const stopMs = 5 * second;

/**
 * Empties the outbox: at least once, one delivery at a time to each webhook and in order, many webhooks at a time. Looks
 * when something was announced anywhere, when the next attempt is due, and every ten seconds.
 */
export function startDeliverer(options: DelivererOptions): Deliverer {
  const { database, clock, log, newId, random } = options;
  const underWay = new Set<Promise<void>>();
  let failing = 0;
  /** Nothing new is taken up. */
  let stopping = false;
  /** Nothing is written any more. */
  let stopped = false;
  let again = false;
  let looking: Promise<void> | null = null;
  let timer: NodeJS.Timeout | undefined;
  let timerAt = 0;
  let sweptAt = 0;

  async function attempt({ webhook, delivery }: Claim): Promise<Answered & { error: string | null }> {
    const at = clock();
    try {
      const { status, headers } = await options.outgoing.send({
        method: 'POST',
        url: addressOf(webhook.url),
        headers: {
          'content-type': 'application/cloudevents+json; charset=utf-8',
          ...signatureHeaders(options.cipher, webhook, { id: delivery.eventId, at, body: delivery.body }),
        },
        body: delivery.body,
        auth: unseal(options.cipher, webhook.sealedAuth, authPurpose(webhook.id)),
        timeoutMs,
        mostBytes: null,
      });
      const error = status >= 200 && status < 300 ? null : `the receiver answered ${status}`;
      return { status, retryAfter: headers['retry-after'], error };
    } catch (error) {
      if (error instanceof OutgoingError) return { status: null, error: error.reason };
      log.error({ err: error, webhookId: webhook.id }, 'A webhook could not be called');
      return { status: null, error: 'Compass could not send it; its log says why' };
    }
  }

  async function deliver(claim: Claim): Promise<void> {
    const { delivery } = claim;
    const startedAt = clock();
    const answer = await attempt(claim);
    if (stopped) return;
    const at = clock();
    const { waitingSince } = delivery;
    const failures = delivery.attempts.filter((each) => each.at >= waitingSince && each.error !== null).length + 1;
    const outcome = outcomeOf(answer, { waitingSince, failures, at, random: random() });
    const { status, error } = answer;
    const made: DeliveryAttempt = { at: startedAt, durationMs: at - startedAt, status, error };
    const written = await database.write((tx) => finish(tx, claim, { attempt: made, outcome, at }));
    if (written)
      options.counted(outcome.state === 'PENDING' ? 'failed' : outcome.state === 'DEAD' ? 'dead' : 'delivered');
  }

  function take(claim: Claim): void {
    const fails = claim.webhook.failingSince !== null ? 1 : 0;
    failing += fails;
    const work = deliver(claim)
      .catch((error) =>
        log.error({ err: error, deliveryId: claim.delivery.id }, 'A delivery could not be written down'),
      )
      .finally(() => {
        failing -= fails;
        underWay.delete(work);
        look();
      });
    underWay.add(work);
  }

  async function claim(): Promise<void> {
    const at = clock();
    const most = mostAtOnce - underWay.size;
    if (most <= 0) return;
    const due = await nextDueAt(database.read, at);
    if (due !== null && due <= at) {
      const places = { most, mostFailing: mostFailingAtOnce - failing };
      const lease = { at, token: newId(), leaseUntil: at + leaseMs };
      const claims = await database.write((tx) => claimDue(tx, { ...lease, ...places }));
      for (const each of claims) take(each);
      if (claims.length > 0) again = true;
    }
    if (at - sweptAt >= sweepEveryMs) {
      sweptAt = at;
      await database.write((tx) => sweepDeliveries(tx, at));
    }
    schedule(due === null || due <= at ? pollMs : Math.min(pollMs, due - at));
  }

  /** Looks in so many milliseconds, or earlier if that is planned already. */
  function schedule(ms: number): void {
    const when = performance.now() + ms;
    if (stopping || (timer && timerAt <= when)) return;
    clearTimeout(timer);
    timerAt = when;
    timer = setTimeout(() => {
      timer = undefined;
      look();
    }, ms).unref();
  }

  /** Looks now, or once more after the look that is under way. */
  function look(): void {
    if (stopping) return;
    again = true;
    looking ??= (async () => {
      while (again && !stopping) {
        again = false;
        await claim();
      }
    })()
      .catch((error) => {
        log.error({ err: error }, 'Deliveries that are due could not be looked for');
        schedule(pollMs);
      })
      .finally(() => {
        looking = null;
        if (again) look();
      });
  }

  const unsubscribe = database.onSignal(() => schedule(gatherMs));
  const ready = database.dialect === 'sqlite' ? database.write(releaseAll).then(look) : Promise.resolve().then(look);
  ready.catch((error) => log.error({ err: error }, 'Deliveries of the last run could not be taken up'));

  return {
    async settle() {
      await ready;
      look();
      while (looking || underWay.size > 0) await Promise.all([looking, ...underWay]);
    },
    async stop(waitMs = stopMs) {
      stopping = true;
      unsubscribe();
      clearTimeout(timer);
      await looking;
      const late = Promise.withResolvers<void>();
      const limit = setTimeout(late.resolve, waitMs);
      await Promise.race([Promise.all(underWay), late.promise]);
      clearTimeout(limit);
      stopped = true;
    },
  };
}
