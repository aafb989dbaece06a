import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Logger } from 'pino';
import { pinoHttp } from 'pino-http';

const quiet: ReadonlySet<string> = new Set(['/healthz', '/readyz', '/metrics']);
const secretParameters = /([?&](?:token|code|access_token|client_secret|client_assertion)=)[^&#]*/gi;

/** The address without the secrets some links carry. */
const withoutSecrets = (url: string): string => url.replace(secretParameters, '$1[redacted]');

/**
 * One line per request, without headers: a list of secret ones is never complete. The correlation id is ours, never the
 * client's, and is answered as `X-Correlation-Id`.
 */
export function requestLog(log: Logger, listener: string) {
  return pinoHttp<IncomingMessage, ServerResponse>({
    logger: log.child({ listener }),
    quietReqLogger: true,
    customAttributeKeys: { reqId: 'correlationId' },
    genReqId(_request, response) {
      const id = randomUUID();
      response.setHeader('X-Correlation-Id', id);
      return id;
    },
    autoLogging: { ignore: ({ url }) => quiet.has(url ?? '') },
    serializers: {
      req: ({ method, url, remoteAddress }: { method: string; url: string; remoteAddress: string }) => ({
        method,
        url: withoutSecrets(url),
        remoteAddress,
      }),
      res: ({ statusCode }: { statusCode: number }) => ({ statusCode }),
    },
    customLogLevel(_request, response, error) {
      if (error || response.statusCode >= 500) return 'error';
      return response.statusCode >= 400 ? 'warn' : 'debug';
    },
  });
}
