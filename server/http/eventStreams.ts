import type { RequestHandler, Response } from 'express';
import { sendErrors } from '../graphql/endpoint.ts';

export interface EventStreams {
  watch: RequestHandler;
  count(): number;
  /** Ends every open stream, so that browsers reconnect elsewhere and the listener can close. */
  end(): void;
}

/**
 * Knows the answers under way. Live streams among them never end by themselves, so a shutdown has to end them, and must
 * not open those that browsers ask for anew over connections they still have.
 */
export function createEventStreams(): EventStreams {
  const open = new Set<Response>();
  let ended = false;
  const isStream = (response: Response) => String(response.getHeader('content-type')).startsWith('text/event-stream');
  return {
    watch(request, response, next) {
      if (ended) {
        response.set('Connection', 'close');
        if (request.headers.accept?.includes('text/event-stream')) {
          sendErrors(response, 503, 'InternalError', 'Compass is stopping');
          return;
        }
      }
      open.add(response);
      response.on('close', () => open.delete(response));
      next();
    },
    count: () => [...open].filter(isStream).length,
    end() {
      ended = true;
      for (const response of open) if (isStream(response)) response.end();
    },
  };
}
