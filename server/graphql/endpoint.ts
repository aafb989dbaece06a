import express, { type NextFunction, type Request, type RequestHandler, type Response } from 'express';
import type { GraphQLSchema } from 'graphql';
import { createYoga, type Plugin } from 'graphql-yoga';
import type { Logger } from 'pino';
import { type ErrorCode, errorCodes } from '../shared/errors.ts';
import { asRequestError, createErrorMask } from './errors.ts';
import { limitPlugins } from './limits.ts';
import { parseLeniently } from './parser.ts';

const bodyLimit = '1mb';
/** A landscape to be imported, in UTF-8 and as a JSON string. */
const largeBodyLimit = '32mb';

/** Every failure on a GraphQL URL carries `errors`: agents crash on JSON without it (connector.md 2.2). */
export function sendErrors(response: Response, status: number, code: ErrorCode, message: string): void {
  response.status(status).json({
    errors: [{ message, extensions: { error_code: errorCodes[code], error: code } }],
    data: null,
  });
}

/** Reads like the reference's parser; answers what never reached a resolver with `data: null` and 422 (director.md section 1). */
const requestErrors: Plugin = {
  onParse: ({ setParseFn }) => setParseFn(parseLeniently),
  onResultProcess({ result, setResult }) {
    if (Array.isArray(result) || !('errors' in result) || !result.errors || 'data' in result) return;
    setResult({ data: null, errors: result.errors.map(asRequestError) });
  },
};

export interface EndpointOptions<Context> {
  schema: GraphQLSchema;
  log: Logger;
  context(request: Request): Promise<Context>;
  plugins?: Plugin[];
  /** Runs once the body is read, before the operation; may answer itself. */
  before?: RequestHandler;
  /** Whether the caller, who is known by then, may send whole landscapes. */
  mayBeLarge?: (request: Request) => boolean;
  /** See `createErrorMask`; 401 unless given. */
  unauthorizedStatus?: 200 | 401;
}

/** One GraphQL endpoint for `app.all(path, ...)`: `POST` with JSON, `GET` for queries and the event stream. */
export function createEndpoint<Context extends object>(options: EndpointOptions<Context>): RequestHandler[] {
  const yoga = createYoga<{ req: Request; res: Response }>({
    schema: options.schema,
    graphqlEndpoint: '*',
    graphiql: false,
    landingPage: false,
    cors: false,
    multipart: false,
    logging: false,
    maskedErrors: { maskError: createErrorMask(options.log, options.unauthorizedStatus) },
    context: ({ req }) => options.context(req),
    plugins: [requestErrors, ...limitPlugins, ...(options.plugins ?? [])],
  });
  const before = options.before ? [options.before] : [];
  return [
    methodGuard,
    readBody(options.mayBeLarge ?? (() => false)),
    queryGuard,
    ...before,
    yoga as unknown as RequestHandler,
  ];
}

function methodGuard(request: Request, response: Response, next: NextFunction): void {
  if (request.method === 'OPTIONS') {
    response.status(200).set('Allow', 'OPTIONS, GET, POST').end();
  } else if (request.method !== 'GET' && request.method !== 'POST') {
    response.status(405).set('Allow', 'OPTIONS, GET, POST').end();
  } else if (request.method === 'POST' && !request.is('application/json')) {
    sendErrors(response, 400, 'InvalidData', 'send the request as application/json');
  } else next();
}

const parseJson = express.json({ limit: bodyLimit });
const parseLargeJson = express.json({ limit: largeBodyLimit });

function readBody(mayBeLarge: (request: Request) => boolean): RequestHandler {
  return (request, response, next) => {
    const large = mayBeLarge(request);
    const limit = large ? largeBodyLimit : bodyLimit;
    (large ? parseLargeJson : parseJson)(request, response, (error?: Error & { status?: number }) => {
      if (!error) next();
      else if (error.status === 413) {
        sendErrors(response, 413, 'InvalidData', `the request body is larger than ${limit}`);
      } else sendErrors(response, 400, 'InvalidData', 'the request body is not valid JSON');
    });
  };
}

/** Yoga takes an empty object, which stands for an empty body too, for one that is still to be read. */
function queryGuard(request: Request, response: Response, next: NextFunction): void {
  const empty = Object.keys((request.body as object | undefined) ?? {}).length === 0;
  if (request.method === 'POST' && empty) sendErrors(response, 422, 'InvalidData', 'the request has no query');
  else next();
}
