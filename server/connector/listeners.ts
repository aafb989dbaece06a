import { randomUUID } from 'node:crypto';
import express, { type Express, type NextFunction, type Request, type RequestHandler, type Response } from 'express';
import type { GraphQLSchema } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { Logger } from 'pino';
import type { Config } from '../config.ts';
import { createContext, type Platform } from '../graphql/context.ts';
import { createEndpoint, sendErrors } from '../graphql/endpoint.ts';
import { type Asking, createRepeatedAnswers } from '../graphql/repeatedAnswers.ts';
import type { Authorities } from './authorities/authorities.ts';
import type { ConnectorContext, Identity } from './connectorContext.ts';
import { askingMachine, hasToken, identify } from './identify.ts';
import { readSequence } from './identity.store.ts';

export interface ListenerAppOptions {
  platform: Platform;
  log: Logger;
  schema: GraphQLSchema;
  config: Pick<Config, 'csrSubject' | 'certificateValidityMs'>;
  authorities: Pick<Authorities, 'issuer'>;
}

/** What is served at the Director's address. */
export interface DirectorEndpoint {
  schema: GraphQLSchema;
  plugins?: Plugin[];
  /** These root fields were answered without executing them. */
  onRepeat?(fields: readonly string[]): void;
}

const connectorPath = '/connector/graphql';
export const directorPath = '/director/graphql';

/** The TLS gateway: one-time tokens at the Connector, and whatever else is routed there. */
export function createGatewayApp(options: ListenerAppOptions & { routes: RequestHandler[] }): Express {
  return finish(baseApp().all(connectorPath, connector(options)).use(options.routes), options);
}

/** The mTLS gateway: certificates at Connector and Director. */
export function createMtlsApp(options: ListenerAppOptions & { director: DirectorEndpoint }): Express {
  const { platform, log } = options;
  const app = baseApp().all(connectorPath, connector(options));
  app.all(directorPath, ...directorEndpoint(options, (request) => askingMachine(request, { platform, log })));
  return finish(app, options);
}

/** The Director for whoever `identify` finds behind a request. */
export function directorEndpoint(
  { platform, log, director }: { platform: Platform; log: Logger; director: DirectorEndpoint },
  identify: (request: Request) => Promise<Asking>,
): RequestHandler[] {
  const { clock, contacts, database } = platform;
  const repeated = createRepeatedAnswers({
    schema: director.schema,
    clock,
    identify,
    readSequence: (tenantId) => readSequence(database.read, tenantId),
    onRepeat(consumer, fields, at) {
      if (fields.includes('applicationsForRuntime')) contacts.fetch(consumer.id, true, at);
      director.onRepeat?.(fields);
    },
  });
  return createEndpoint({
    schema: director.schema,
    log,
    unauthorizedStatus: 200,
    before: repeated.handler,
    plugins: [...(director.plugins ?? []), repeated.plugin],
    context: async (request) => createContext(platform, repeated.consumerOf(request)),
  });
}

/** Addresses are exact: with a trailing slash or other capitals there is nothing (director.md section 1). */
function baseApp(): Express {
  return express().disable('x-powered-by').disable('etag').enable('strict routing').enable('case sensitive routing');
}

/** Every failure carries `errors`, even where nothing is: agents crash on JSON without it (connector.md 2.2). */
function finish(app: Express, { log, platform }: ListenerAppOptions): Express {
  app.use((_request, response) => {
    platform.sightings.see('ADDRESS_UNKNOWN');
    sendErrors(response, 404, 'NotFound', 'there is nothing at this address');
  });
  app.use((error: unknown, _request: Request, response: Response, _next: NextFunction) => {
    const status = (error as { status?: number }).status ?? 500;
    if (status >= 500) log.error({ err: error }, 'A request failed');
    if (status < 500) sendErrors(response, status, 'InvalidData', 'the request cannot be read');
    else sendErrors(response, 500, 'InternalError', 'Internal Server Error');
  });
  return app;
}

/**
 * Credentials are resolved before the body is read: a token is spent by any request that carries it, be its body broken
 * (connector.md 4.1).
 */
function connector({ platform, log, schema, config, authorities }: ListenerAppOptions) {
  const identities = new WeakMap<Request, Identity>();
  const resolveCredentials: RequestHandler = async (request, _response, next) => {
    if (request.method === 'GET' || request.method === 'POST') {
      const identity = await identify(request, { platform, log });
      identities.set(request, identity);
      if (identity.certificate === null && !hasToken(request)) platform.sightings.see('TOKEN_MISSING');
    }
    next();
  };
  const endpoint = createEndpoint<ConnectorContext>({
    schema,
    log,
    unauthorizedStatus: 200,
    context: async (request) => ({
      ...(identities.get(request) ?? { token: null, certificate: null }),
      platform,
      correlationId: randomUUID(),
      issuer: authorities.issuer,
      subject: config.csrSubject,
      certificateValidityMs: config.certificateValidityMs,
    }),
  });
  return [resolveCredentials, ...endpoint];
}
