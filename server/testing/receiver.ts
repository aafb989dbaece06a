import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Received {
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
  /** The body as the CloudEvent it should be. */
  event: { id: string; type: string; source: string; subject: string; time: string; data: Record<string, any> };
}

export interface Receiver {
  url: string;
  received: Received[];
  /** Types of what was received, in order. */
  types(): string[];
  /** What the next requests are answered with, one each; 204 afterwards. `null` never answers. */
  answers: (number | null | { status: number; headers: Record<string, string> })[];
  /** Resolves once so many requests have come. */
  until(count: number): Promise<void>;
  /** Closes the connections of requests that were not answered. */
  drop(): void;
  close(): Promise<void>;
}

/** A real server on this machine that keeps what it is sent. */
export async function openReceiver(options: { hangs?: boolean } = {}): Promise<Receiver> {
  const waiting: { count: number; resolve: () => void }[] = [];
  const open = new Set<ServerResponse>();
  const server = createServer(async (request, response) => {
    open.add(response);
    response.on('close', () => open.delete(response));
    let body = '';
    for await (const chunk of request.setEncoding('utf8')) body += chunk;
    receiver.received.push({ path: request.url ?? '', headers: request.headers, body, event: JSON.parse(body) });
    const answer = receiver.answers.length > 0 ? receiver.answers.shift() : options.hangs ? null : 204;
    for (const each of waiting) if (receiver.received.length >= each.count) each.resolve();
    if (answer === null || answer === undefined) return;
    const { status, headers } = typeof answer === 'number' ? { status: answer, headers: {} } : answer;
    response.writeHead(status, headers).end();
  });
  const receiver: Receiver = {
    url: '',
    received: [],
    answers: [],
    types: () => receiver.received.map(({ event }) => event.type),
    until: (count) =>
      new Promise((resolve) => {
        if (receiver.received.length >= count) resolve();
        else waiting.push({ count, resolve });
      }),
    drop() {
      for (const response of open) response.destroy();
    },
    async close() {
      receiver.drop();
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  receiver.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
  return receiver;
}
