import compression from 'compression';
import express, { type ErrorRequestHandler, type Express, type Request, type RequestHandler } from 'express';
import type { GraphQLSchema } from 'graphql';
import type { Logger } from 'pino';
import { createAccessRoutes } from '../access/access.routes.ts';
import type { Auth } from '../access/auth.ts';
import type { Caller, ConsoleCallers } from '../access/consumer.ts';
import type { FirstStart } from '../access/firstStart.ts';
import { createOidcRoutes } from '../access/oidc.routes.ts';
import { isSameOrigin } from '../access/sameOrigin.ts';
import { createSignInLimit } from '../access/signInLimit.ts';
import { createSignInLinks } from '../access/signInLinks.ts';
import { createSignInRefusals } from '../access/signInRefusals.ts';
import { createContext, type Platform } from '../graphql/context.ts';
import { createEndpoint, sendErrors } from '../graphql/endpoint.ts';
import { scopesOf } from '../graphql/scopes.ts';
import { anonymous } from '../shared/consumer.ts';
import { CompassError, type ErrorCode } from '../shared/errors.ts';
import type { EventStreams } from './eventStreams.ts';
import { consoleHeaders } from './headers.ts';
import type { Metrics } from './metrics.ts';
import { correlationIdOf, requestLog } from './requestLog.ts';
import { createSpa } from './spa.ts';

export interface ConsoleAppOptions {
  platform: Platform;
  schema: GraphQLSchema;
  log: Logger;
  auth: Auth;
  firstStart: FirstStart;
  callers: ConsoleCallers;
  metrics: Metrics;
  eventStreams: EventStreams;
  /** What anybody may fetch. */
  publicRoutes: RequestHandler[];
  /** Origin of the console's public address, if one is set. */
  publicOrigin: string | null;
  /** Folder of the built console. */
  webRoot: string;
}

const statusOf: Readonly<Partial<Record<ErrorCode, number>>> = {
  Unauthorized: 401,
  InvalidData: 400,
  TenantNotFound: 400,
  InvalidOperation: 410,
};

/** What fails before GraphQL: coded errors as they are, everything else under an id that the log carries. */
function answerErrors(log: Logger): ErrorRequestHandler {
  return (error: Error & { status?: number }, request, response, next) => {
    if (response.headersSent) return next(error);
    if (error instanceof CompassError) {
      sendErrors(response, statusOf[error.code] ?? 500, error.code, error.message);
    } else if (error.status === 413) {
      sendErrors(response, 413, 'InvalidData', 'the request body is too large');
    } else if (error.status !== undefined && error.status < 500) {
      sendErrors(response, error.status, 'InvalidData', 'the request is malformed');
    } else {
      const errorID = correlationIdOf(request);
      log.error({ err: error, errorID }, 'Unexpected error');
      sendErrors(response, 500, 'InternalError', `Internal Server Error [errorID=${errorID}]`);
    }
  };
}

/** A bearer token cannot be sent by a foreign page, so only requests without one have to prove where they come from. */
function refuseForeignPages(publicOrigin: string | null): RequestHandler {
  return (request, response, next) => {
    if (request.headers.authorization !== undefined || isSameOrigin(request, publicOrigin)) return next();
    sendErrors(response, 403, 'Unauthorized', 'This request does not come from the console itself');
  };
}

/** Everything the console listener serves (product.md section 5). */
export function createConsoleApp(options: ConsoleAppOptions): Express {
  const { platform, schema, log, auth, firstStart, callers, metrics, eventStreams, publicOrigin } = options;
  const { database, clock } = platform;
  const signInLinks = createSignInLinks(platform);
  const signInRefusals = createSignInRefusals(platform);
  const secure = publicOrigin?.startsWith('https:') ?? false;
  const known = new WeakMap<Request, Caller>();

  const identify: RequestHandler = async (request, response, next) => {
    const { tenant } = request.query;
    const caller = await callers.resolve({
      headers: request.headers,
      tenantParameter: typeof tenant === 'string' ? tenant : undefined,
    });
    for (const cookie of caller.cookies) response.append('Set-Cookie', cookie);
    known.set(request, caller);
    next();
  };

  const endpoint = createEndpoint({
    schema,
    log,
    plugins: [metrics.plugin],
    mayBeLarge(request) {
      const { scopes } = known.get(request)?.consumer ?? anonymous;
      return scopesOf('mutation.planImport').every((scope) => scopes.has(scope));
    },
    async context(request) {
      const caller = known.get(request);
      if (!caller) throw new CompassError('Unauthorized', 'Sign in or send a bearer token');
      return { ...createContext(platform, caller.consumer), correlationId: correlationIdOf(request) };
    },
  });

  const app = express().disable('x-powered-by').disable('etag');
  app.enable('strict routing').enable('case sensitive routing');
  app.use(requestLog(log, 'console'), metrics.measure('console'), eventStreams.watch);
  app.use(consoleHeaders(secure));
  app.get('/healthz', (_request, response) => void response.json({ status: 'ok' }));
  app.get('/readyz', async (_request, response) => {
    try {
      await database.ping();
      response.json({ status: 'ready' });
    } catch (error) {
      log.error({ err: error }, 'The database does not answer');
      response.status(503).json({ status: 'not ready', reason: 'the database does not answer' });
    }
  });
  app.get('/metrics', (_request, response) => metrics.serve(response));
  for (const route of options.publicRoutes) app.use(route);
  app.use(
    compression({
      filter: (request, response) =>
        !String(response.getHeader('content-type')).startsWith('text/event-stream') &&
        compression.filter(request, response),
    }),
  );
  // A provider leads back from its own page: the sealed cookie of the sign-in proves that it began here.
  app.use('/api/auth', createOidcRoutes({ platform, auth, log, signInRefusals, secure }));
  app.use(['/graphql', '/api'], refuseForeignPages(publicOrigin), (_request, response, next) => {
    response.set('Cache-Control', 'no-store');
    next();
  });
  app.all('/graphql', identify, endpoint);
  const limit = createSignInLimit(clock);
  app.use('/api', createAccessRoutes({ auth, firstStart, signInLinks, signInRefusals, clock, limit }));
  app.use(['/graphql', '/api'], (_request, response) =>
    sendErrors(response, 404, 'NotFound', 'There is nothing at this address'),
  );
  app.use(createSpa(options.webRoot));
  app.use((_request, response) => void response.status(404).type('text').send('Not found'));
  app.use(answerErrors(log));
  return app;
}
