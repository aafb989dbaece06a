import { randomUUID } from 'node:crypto';
import type { Request, RequestHandler, Response } from 'express';
import type { Logger } from 'pino';

const quiet: ReadonlySet<string> = new Set(['/healthz', '/readyz', '/metrics']);
const secretParameters = /([?&](?:token|code|access_token)=)[^&#]*/gi;
/** The address of a calendar is its credential. */
const secretPath = /^(\/calendar\/)[^?#]*/;
const ids = new WeakMap<Request, string>();

/** The address without the secrets some links carry. */
const withoutSecrets = (url: string): string =>
  url.replace(secretParameters, '$1[redacted]').replace(secretPath, '$1[redacted]');

function levelOf(statusCode: number): 'error' | 'warn' | 'debug' {
  if (statusCode >= 500) return 'error';
  return statusCode >= 400 ? 'warn' : 'debug';
}

/** Ours, never the client's; answered as `X-Correlation-Id`. Empty for a request that did not pass `requestLog`. */
export const correlationIdOf = (request: Request): string => ids.get(request) ?? '';

/**
 * One line per request, without headers: a list of secret ones is never complete. Ours instead of pino-http, which makes a
 * logger for every request, also where nothing is logged.
 */
export function requestLog(log: Logger, listener: string): RequestHandler {
  const lines = log.child({ listener });

  function write(request: Request, response: Response, startedAt: number): void {
    const { method, originalUrl, socket } = request;
    const { statusCode } = response;
    const level = levelOf(statusCode);
    if (!lines.isLevelEnabled(level) || quiet.has(originalUrl)) return;
    lines[level](
      {
        correlationId: correlationIdOf(request),
        req: { method, url: withoutSecrets(originalUrl), remoteAddress: socket.remoteAddress },
        res: { statusCode },
        responseTime: Math.round(performance.now() - startedAt),
      },
      response.writableFinished ? 'request completed' : 'request aborted',
    );
  }

  return (request, response, next) => {
    const startedAt = performance.now();
    const id = randomUUID();
    ids.set(request, id);
    response.setHeader('X-Correlation-Id', id);
    response.once('close', () => write(request, response, startedAt));
    next();
  };
}
