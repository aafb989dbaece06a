import { isDeepStrictEqual } from 'node:util';
import { CallError } from './callError.ts';
import type { Director } from './compass.ts';
import type { Identity } from './credentials.ts';
import type { Session } from './maintenance.ts';
import { reasonOf } from './pairing.ts';
import { readIdentity } from './parameters.ts';
import { type SynchronisationOptions, type Synchronised, synchronise } from './synchronisation.ts';

export interface Identified {
  done: Synchronised;
  /** Who was asked, as whoever the Runtime is. */
  director: Director;
  /** The one to go on with. */
  identity: Identity;
}

export interface Identification {
  /** For a session whose certificate the Connector has just taken. */
  synchronise(session: Session): Promise<Identified>;
  /** Whether the Config Map names somebody else than whom the Director has just turned away. */
  isCorrected(): Promise<boolean>;
}

/**
 * Who the Runtime is to the Director. Pairing fixes it, and the Config Map is ignored from then on (seed), with one
 * exception: in a pass in which the Connector takes the certificate, and the Director answers that it does not know this
 * Runtime or not in this tenant, `RUNTIME_ID` and `TENANT` are read there anew. They replace what pairing fixed as soon as
 * the Director has answered for them. So a mistake can be corrected, and a connection that works is never touched.
 */
export function createIdentification(options: SynchronisationOptions): Identification {
  const { target, log } = options;
  let turnedAway: Identity | null = null;

  async function synchroniseAs(identity: Identity, { urls, compass }: Session): Promise<Identified> {
    const director = compass.director(urls.directorUrl, identity);
    const done = explained(await synchronise(director, options), identity);
    turnedAway = isTurnedAway(done) ? identity : null;
    return { done, director, identity };
  }

  async function corrected(): Promise<Identity | null> {
    try {
      const configured = readIdentity(await target.readParameters());
      return isDeepStrictEqual(configured, turnedAway) ? null : configured;
    } catch {
      // Without it, it stays with whom pairing has fixed.
      return null;
    }
  }

  async function isKept(identity: Identity): Promise<boolean> {
    try {
      await target.writeSecret('client', { ...identity });
      log.info('The Director takes RUNTIME_ID and TENANT of the Config Map');
      return true;
    } catch (error) {
      // The next pass comes here again.
      log.warn(`RUNTIME_ID and TENANT could not be stored: ${reasonOf(error)}`);
      return false;
    }
  }

  return {
    async synchronise(session) {
      const fixed = session.stored.identity ?? { runtimeId: '', tenant: '' };
      const asFixed = await synchroniseAs(fixed, session);
      const other = turnedAway && (await corrected());
      if (!other) return asFixed;
      const asCorrected = await synchroniseAs(other, session);
      const isTaken = asCorrected.done.step !== 'fetch' && (await isKept(other));
      return { ...asCorrected, identity: isTaken ? other : fixed };
    },
    isCorrected: async () => turnedAway !== null && (await corrected()) !== null,
  };
}

const isTurnedAway = (done: Synchronised): boolean =>
  done.step === 'fetch' &&
  done.error instanceof CallError &&
  (done.error.problem === 'anonymous' || done.error.problem === 'answered');

function explained(done: Synchronised, { tenant }: Identity): Synchronised {
  if (done.step !== 'fetch' || !(done.error instanceof CallError) || done.error.problem !== 'anonymous') return done;
  const advice = 'correct TENANT in the Config Map, or connect anew if it is right';
  const message = `Compass takes the certificate, but not in the tenant ${JSON.stringify(tenant)}: ${advice} (${done.error.message})`;
  return { step: 'fetch', error: new CallError('anonymous', message, { cause: done.error }) };
}
