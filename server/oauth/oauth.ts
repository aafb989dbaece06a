import { type Request, type RequestHandler, type Response, Router } from 'express';
import type { Logger } from 'pino';
import { type DirectorEndpoint, directorEndpoint, directorPath } from '../connector/listeners.ts';
import { startSweep } from '../connector/tokens/sweep.ts';
import type { Platform } from '../graphql/context.ts';
import { sendErrors } from '../graphql/endpoint.ts';
import type { Asking } from '../graphql/repeatedAnswers.ts';
import { removeExpiredAccessTokens } from './accessToken.store.ts';
import { askingByToken } from './bearer.ts';
import { anyOrigin } from './crossOrigin.ts';
import type { ProviderOptions } from './provider.ts';
import { tokenPath } from './tokenPath.ts';

/** Answers that carry a secret or refuse one are kept by nobody on the way (RFC 6749 5.1). */
const uncached: RequestHandler = (_request, response, next) => {
  response.set({ 'Cache-Control': 'no-store', Pragma: 'no-cache' });
  next();
};

/** RFC 6749 3.2: the client has to use POST. */
const postOnly: RequestHandler = (request, response, next) => {
  if (request.method === 'POST') return next();
  const description = `${request.method} is not answered here; use POST`;
  response.status(405).set('Allow', 'OPTIONS, POST').json({ error: 'invalid_request', error_description: description });
};

/** The library comes with the first request for a token: loading it would be a tenth of every start. */
function tokenEndpoint(options: ProviderOptions): RequestHandler {
  let loading: Promise<(request: Request, response: Response) => void> | undefined;
  const load = async () => (await import('./provider.ts')).createProvider(options).callback();
  return async (request, response) => {
    loading ??= load();
    (await loading)(request, response);
  };
}

/** What the TLS gateway serves to OAuth2 clients: the token endpoint, and the Director for those who have a token. */
export function openOAuth(options: {
  platform: Platform;
  log: Logger;
  director: DirectorEndpoint;
  provider: Omit<ProviderOptions, 'database' | 'clock' | 'log'>;
}): {
  routes: Router;
  /** Stops the sweep of expired access tokens. */
  close(): Promise<void>;
} {
  const { platform, log, director, provider } = options;
  const { database, clock } = platform;
  const asking = new WeakMap<Request, Asking>();

  const authenticate: RequestHandler = async (request, response, next) => {
    if (request.method !== 'GET' && request.method !== 'POST') return next();
    const found = await askingByToken(request, { platform, log });
    if ('consumer' in found) {
      asking.set(request, found);
      return next();
    }
    if (found.challenge !== undefined) response.set('WWW-Authenticate', found.challenge);
    sendErrors(response, found.status, found.code, found.message);
  };

  const identify = async (request: Request) => {
    const found = asking.get(request);
    if (!found) throw new Error('the request was not identified');
    return found;
  };

  const sweep = startSweep({ database, clock, log, remove: removeExpiredAccessTokens });
  const routes = Router({ strict: true, caseSensitive: true })
    .all(tokenPath, anyOrigin('POST'), uncached, postOnly, tokenEndpoint({ ...provider, database, clock, log }))
    .all(
      directorPath,
      anyOrigin('GET, POST'),
      authenticate,
      ...directorEndpoint({ platform, log, director }, identify),
    );
  return { routes, close: () => sweep.stop() };
}
