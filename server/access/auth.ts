import { betterAuth } from 'better-auth/minimal';
import type { Logger } from 'pino';
import type { Database } from '../db/database.ts';
import { day, second } from '../shared/clock.ts';
import type { NewId } from '../shared/ids.ts';
import { createAuthAdapter } from './authAdapter.ts';
import { passwordLength } from './password.ts';

/** Set by us from the socket, never taken over from a client. */
export const addressHeader = 'x-compass-address';

const sessionLifetimeMs = 7 * day;

export interface AuthOptions {
  database: Database;
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
export function createAuth({ database, newId, log, secret, secure }: AuthOptions) {
  return betterAuth({
    appName: 'Compass',
    baseURL: secure ? 'https://localhost' : 'http://localhost',
    secret,
    database: createAuthAdapter(database),
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
