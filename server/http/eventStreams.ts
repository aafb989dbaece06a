import type { RequestHandler, Response } from 'express';

export interface EventStreams {
  watch: RequestHandler;
  count(): number;
  /** Ends every open stream, so that browsers reconnect elsewhere and the listener can close. */
  end(): void;
}

/** Knows the answers under way. Live streams among them never end by themselves, so a shutdown has to end them. */
export function createEventStreams(): EventStreams {
  const open = new Set<Response>();
  const isStream = (response: Response) => String(response.getHeader('content-type')).startsWith('text/event-stream');
  return {
    watch(_request, response, next) {
      open.add(response);
      response.on('close', () => open.delete(response));
      next();
    },
    count: () => [...open].filter(isStream).length,
    end() {
      for (const response of open) if (isStream(response)) response.end();
    },
  };
}
