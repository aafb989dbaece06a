import { type CookieOptions, type Request, type RequestHandler, type Response, Router } from 'express';
import type { Logger } from 'pino';
import type { Platform } from '../graphql/context.ts';
import { minute } from '../shared/clock.ts';
import { type Auth, addressHeader } from './auth.ts';
import { cookieHeaders } from './consumer.ts';
import { findProvider, listProviders } from './identityProvider.store.ts';
import { type IdentityProviderRecord, secretPurpose } from './identityProvider.ts';
import { beginSignIn, type Checks, finishSignIn } from './oidc.ts';
import { admit, type Refusal } from './providerSignIn.ts';
import type { SignInRefusals } from './signInRefusals.ts';

const cookieName = 'compass.provider';
const cookiePurpose = 'sign-in with a provider';
const lifetimeMs = 10 * minute;

/** What waits in the browser, sealed, while the person is at the provider. */
interface Pending extends Checks {
  providerId: string;
  returnTo: string;
  until: number;
}

interface OidcRoutesOptions {
  platform: Platform;
  auth: Auth;
  log: Logger;
  signInRefusals: SignInRefusals;
  /** Whether browsers reach the console over https. */
  secure: boolean;
}

const parameter = (value: unknown): string => (typeof value === 'string' ? value : '');

function cookieOf(request: Request): string {
  const pairs = (request.headers.cookie ?? '').split(/; */).map((pair) => pair.split('='));
  return decodeURIComponent(pairs.find(([name]) => name === cookieName)?.[1] ?? '');
}

/** Only addresses of the console itself are led back to. */
const safeReturn = (address: string): string => (/^\/t\/[^/\\]/.test(address) ? address : '/');

/**
 * Sign-in with OpenID Connect providers, for browsers: `GET /providers` says which there are, `GET /oidc/start` leads to one,
 * `GET /oidc/callback` comes back from it. What the browser carries between the two is sealed under the master key.
 */
export function createOidcRoutes({ platform, auth, log, signInRefusals, secure }: OidcRoutesOptions): Router {
  const { database, clock, cipher, outgoing, settings } = platform;
  const cookie: CookieOptions = { httpOnly: true, sameSite: 'lax', secure, path: '/api/auth/oidc' };

  const registrationOf = ({ id, issuer, clientId, sealedSecret }: IdentityProviderRecord) => ({
    issuer,
    clientId,
    clientSecret: cipher.decrypt(sealedSecret, secretPurpose(id)),
  });
  const redirectUri = () => `${settings.consoleURL}/api/auth/oidc/callback`;

  const refuse = (response: Response, reason: Refusal | 'failed' | 'interrupted' | 'unavailable', returnTo = '') => {
    const search = new URLSearchParams({ problem: reason, ...(returnTo !== '' && { return: returnTo }) });
    response.clearCookie(cookieName, cookie).redirect(303, `/signin?${search}`);
  };

  const start: RequestHandler = async (request, response) => {
    const returnTo = parameter(request.query['return']);
    const provider = await findProvider(database.read, parameter(request.query['provider']));
    if (!provider?.enabled) return refuse(response, 'unavailable', returnTo);
    try {
      const { url, checks } = await beginSignIn(outgoing, registrationOf(provider), redirectUri());
      const pending: Pending = { ...checks, providerId: provider.id, returnTo, until: clock() + lifetimeMs };
      const sealed = cipher.encrypt(JSON.stringify(pending), cookiePurpose);
      response.cookie(cookieName, sealed, { ...cookie, maxAge: lifetimeMs }).redirect(303, url.href);
    } catch (error) {
      log.warn({ err: error, provider: provider.name }, 'The identity provider does not answer');
      refuse(response, 'unavailable', returnTo);
    }
  };

  function pendingOf(request: Request): Pending | null {
    try {
      const pending = JSON.parse(cipher.decrypt(cookieOf(request), cookiePurpose)) as Pending;
      return pending.until > clock() ? pending : null;
    } catch (error) {
      log.info({ err: error }, 'A sign-in came back that was not begun in this browser');
      return null;
    }
  }

  const callback: RequestHandler = async (request, response) => {
    const pending = pendingOf(request);
    const provider = pending && (await findProvider(database.read, pending.providerId));
    if (!pending || !provider?.enabled) return refuse(response, 'interrupted');
    try {
      const address = new URL(`${redirectUri()}${request.originalUrl.replace(/^[^?]*/, '')}`);
      const claims = await finishSignIn(outgoing, registrationOf(provider), address, pending);
      const admitted = await database.write((tx) => admit(tx, platform, provider, claims));
      if ('refusal' in admitted) {
        log.info({ provider: provider.name, reason: admitted.refusal }, 'Somebody the provider knows was not let in');
        signInRefusals.noteOfProvider(provider, admitted.refusal, request.socket.remoteAddress ?? '');
        return refuse(response, admitted.refusal, pending.returnTo);
      }
      const headers = cookieHeaders(request.headers);
      if (request.headers.cookie !== undefined) await auth.api.signOut({ headers });
      headers.set(addressHeader, request.socket.remoteAddress ?? '');
      headers.set('user-agent', request.get('user-agent') ?? '');
      const { headers: answered } = await auth.api.openSession({
        body: { userId: admitted.userId },
        headers,
        returnHeaders: true,
      });
      response.clearCookie(cookieName, cookie);
      for (const each of answered.getSetCookie()) response.append('Set-Cookie', each);
      response.redirect(303, safeReturn(pending.returnTo));
    } catch (error) {
      log.warn({ err: error, provider: provider.name }, 'A sign-in with an identity provider failed');
      signInRefusals.noteOfProvider(provider, 'failed', request.socket.remoteAddress ?? '');
      refuse(response, 'failed', pending.returnTo);
    }
  };

  return Router()
    .get('/providers', async (_request, response) => {
      const rows = await listProviders(database.read);
      response.set('Cache-Control', 'no-store');
      response.json(rows.flatMap(({ id, name, enabled }) => (enabled ? [{ id, name }] : [])));
    })
    .get('/oidc/start', start)
    .get('/oidc/callback', callback);
}
