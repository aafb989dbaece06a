import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import { createServer as createSecureServer, type ServerOptions } from 'node:https';
import type { AddressInfo } from 'node:net';

export interface Seen {
  method: string;
  /** Path and query. */
  path: string;
  headers: IncomingMessage['headers'];
  body: string;
}

export interface TargetServer {
  url: string;
  port: number;
  /** All requests so far, in order of their arrival. */
  seen: Seen[];
  /** Replaces what it answers. */
  answer: (seen: Seen, response: ServerResponse) => void;
  close(): Promise<void>;
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

/** A server somebody else runs: on 127.0.0.1 at a free port; keeps what it was sent. With `tls` it speaks https. */
export async function openTarget(
  answer: TargetServer['answer'] = (_seen, response) => response.end('ok'),
  tls?: ServerOptions,
): Promise<TargetServer> {
  const listener: RequestListener = (request, response) => {
    void bodyOf(request).then((body) => {
      const seen = { method: request.method ?? '', path: request.url ?? '', headers: request.headers, body };
      target.seen.push(seen);
      target.answer(seen, response);
    });
  };
  const server = tls ? createSecureServer(tls, listener) : createServer(listener);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  const target: TargetServer = {
    url: `${tls ? 'https' : 'http'}://127.0.0.1:${port}`,
    port,
    seen: [],
    answer,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return target;
}
