import { readFileSync } from 'node:fs';
import { connect } from 'node:tls';
import type { MachineCredentials } from './machine.ts';

/** A request to one URL, sent over and over. */
export interface Target {
  url: string;
  credentials: MachineCredentials;
  body: string;
}

/** Kept-alive connections to one target. */
export interface Load {
  /** Requests per second over `ms` milliseconds. */
  run(ms: number): Promise<number>;
  /** One request; the body of its answer. */
  once(): Promise<Buffer>;
  close(): void;
}

const headEnd = '\r\n\r\n';

/** One connection that can ask again as soon as it is answered, at less cost than any HTTP client: it must not be what is measured. */
function openConnection({ url, credentials: { cert, key, ca }, body }: Target) {
  const { hostname, port, pathname } = new URL(url);
  const request = Buffer.from(
    `POST ${pathname} HTTP/1.1\r\nHost: ${hostname}:${port}\r\nContent-Type: application/json\r\nTenant: default\r\n` +
      `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
  const socket = connect({ host: '127.0.0.1', port: Number(port), servername: hostname, cert, key, ca });
  let chunks: Buffer[] = [];
  let missing = Number.POSITIVE_INFINITY;
  let settle: { resolve(answer: Buffer[]): void; reject(error: Error): void } | undefined;

  socket.setNoDelay(true).on('data', (chunk: Buffer) => {
    chunks.push(chunk);
    if (missing !== Number.POSITIVE_INFINITY) missing -= chunk.byteLength;
    else {
      const start = Buffer.concat(chunks);
      const end = start.indexOf(headEnd);
      if (end < 0) return;
      const head = start.toString('latin1', 0, end);
      const length = /content-length: (\d+)/i.exec(head)?.[1];
      if (!head.startsWith('HTTP/1.1 200') || length === undefined) return settle?.reject(new Error(head));
      missing = end + headEnd.length + Number(length) - start.byteLength;
    }
    if (missing > 0) return;
    const answer = chunks;
    chunks = [];
    missing = Number.POSITIVE_INFINITY;
    settle?.resolve(answer);
  });
  socket.on('error', (error) => settle?.reject(error));
  socket.on('close', () => settle?.reject(new Error('the server closed the connection')));

  return {
    ask: () =>
      new Promise<Buffer[]>((resolve, reject) => {
        settle = { resolve, reject };
        socket.write(request);
      }),
    close: () => void socket.destroy(),
  };
}

export function openLoad(target: Target, connections: number): Load {
  const all = Array.from({ length: connections }, () => openConnection(target));
  return {
    async run(ms) {
      let count = 0;
      const startedAt = performance.now();
      const until = startedAt + ms;
      await Promise.all(
        all.map(async (connection) => {
          while (performance.now() < until) {
            await connection.ask();
            count += 1;
          }
        }),
      );
      return (count * 1000) / (performance.now() - startedAt);
    },
    async once() {
      const answer = Buffer.concat((await all[0]?.ask()) ?? []);
      return answer.subarray(answer.indexOf(headEnd) + headEnd.length);
    },
    close() {
      for (const connection of all) connection.close();
    },
  };
}

/** Milliseconds of processor time a process has used so far; Linux counts them in hundredths of a second. */
export function processorMs(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) * 10;
}
