import { APIError } from 'better-auth/api';
import { betterAuth } from 'better-auth/minimal';
import type { Logger } from 'pino';
import type { Database } from '../db/database.ts';
import { type Clock, day, second } from '../shared/clock.ts';
import type { NewId } from '../shared/ids.ts';
import { createAuthAdapter } from './authAdapter.ts';
import { openSession } from './openSession.ts';
import { passwordLength } from './password.ts';
import { noteSignIn, personById } from './people.store.ts';

/** Set by us from the socket, never taken over from a client. */
export const addressHeader = 'x-compass-address';

const disabledAccount = 'This account is disabled. An administrator can enable it again.';

const sessionLifetimeMs = 7 * day;

export interface AuthOptions {
  database: Database;
  clock: Clock;
  newId: NewId;
  log: Logger;
  /** Signs the session cookies: at least 32 random bytes as text. */
  secret: string;
  /** Whether browsers reach the console over https: decides the cookie's `Secure`. */
  secure: boolean;
}

/**
 * better-auth over our tables, called through its functions only: access.routes.ts decides what is reachable from
 * outside, so that there is no public sign-up and no endpoint that nobody asked for.
 */
export function createAuth({ database, clock, newId, log, secret, secure }: AuthOptions) {
  return betterAuth({
    appName: 'Compass',
    baseURL: secure ? 'https://localhost' : 'http://localhost',
    secret,
    database: createAuthAdapter(database),
    plugins: [openSession],
    telemetry: { enabled: false },
    // Tries are counted per address and account in signInLimit.ts.
    rateLimit: { enabled: false },
    logger: { log: (level, message, ...rest) => log[level === 'error' ? 'error' : 'debug']({ detail: rest }, message) },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: passwordLength.least,
      maxPasswordLength: passwordLength.most,
    },
    // The one gate before every session, whatever the way to sign in.
    databaseHooks: {
      session: {
        create: {
          async before({ userId }) {
            const person = await personById(database.read, userId);
            if (!person || person.disabledAt !== null) throw new APIError('FORBIDDEN', { message: disabledAccount });
            await database.write((tx) => noteSignIn(tx, userId, clock()));
          },
        },
      },
    },
    // No cookie cache: a revoked session has to end with the next request.
    session: { expiresIn: sessionLifetimeMs / second, updateAge: day / second, cookieCache: { enabled: false } },
    advanced: {
      cookiePrefix: 'compass',
      useSecureCookies: secure,
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax', path: '/', secure },
      ipAddress: { ipAddressHeaders: [addressHeader] },
      database: { generateId: () => newId(), validateSchema: false },
    },
  });
}

export type Auth = ReturnType<typeof createAuth>;
