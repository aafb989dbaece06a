import { connect, type TLSSocket } from 'node:tls';
import { gunzipSync } from 'node:zlib';
import type { Credentials } from './gateways.ts';

/** An answer as it came over the wire. */
export interface WireAnswer {
  status: number;
  /** Names in lower case. */
  headers: Record<string, string>;
  text: string;
}

/** One TLS connection on which requests are written byte by byte. */
export interface Wire {
  port: number;
  socket: TLSSocket;
  /** Writes and resolves with the answer; null if the server closes without one. */
  send(request: string | Buffer, method?: string): Promise<WireAnswer | null>;
  close(): void;
}

export interface WireOptions {
  port: number;
  /** PEM of whom to trust; undefined: nobody is verified. */
  ca: string | undefined;
  credentials?: Credentials;
  servername?: string;
}

const headEnd = '\r\n\r\n';

function dechunk(body: Buffer): Buffer | null {
  const parts: Buffer[] = [];
  for (let at = 0; ; ) {
    const lineEnd = body.indexOf('\r\n', at);
    if (lineEnd < 0) return null;
    const size = Number.parseInt(body.toString('latin1', at, lineEnd), 16);
    if (body.byteLength < lineEnd + 4 + size) return null;
    if (size === 0) return Buffer.concat(parts);
    parts.push(body.subarray(lineEnd + 2, lineEnd + 2 + size));
    at = lineEnd + 4 + size;
  }
}

/** The answer in these bytes; undefined while it is not complete. */
function readWire(bytes: Buffer, method: string, closed: boolean): WireAnswer | undefined {
  const end = bytes.indexOf(headEnd);
  if (end < 0) return undefined;
  const [first = '', ...lines] = bytes.toString('latin1', 0, end).split('\r\n');
  const pairs = lines.map((line) => [line.split(':', 1)[0]?.toLowerCase(), line.replace(/^[^:]*: */, '')]);
  const headers = Object.fromEntries(pairs) as Record<string, string>;
  const rest = bytes.subarray(end + headEnd.length);
  const length = headers['content-length'];
  let body: Buffer | null = rest;
  if (method === 'HEAD') body = Buffer.alloc(0);
  else if (headers['transfer-encoding'] === 'chunked') body = dechunk(rest);
  else if (length === undefined) body = closed ? rest : null;
  else body = rest.byteLength >= Number(length) ? rest.subarray(0, Number(length)) : null;
  if (!body) return undefined;
  const plain = headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body;
  return { status: Number(first.split(' ')[1]), headers, text: plain.toString() };
}

/** Opens a connection to a gateway of this machine. @throws Error if the handshake fails. */
export function openWire({ port, ca, credentials, servername = 'localhost' }: WireOptions): Promise<Wire> {
  const socket = connect({
    host: '127.0.0.1',
    port,
    servername,
    ...(ca === undefined ? { rejectUnauthorized: false } : { ca, checkServerIdentity: () => undefined }),
    ...credentials,
  });
  return new Promise((resolve, reject) => {
    socket.once('error', reject);
    socket.once('secureConnect', () => {
      socket.off('error', reject);
      // A server may reset the connection after its answer; what counts is what was read.
      socket.on('error', () => undefined);
      resolve({
        port,
        socket,
        send: (request, method = 'POST') => exchange(socket, request, method),
        close: () => void socket.destroy(),
      });
    });
  });
}

function exchange(socket: TLSSocket, request: string | Buffer, method: string): Promise<WireAnswer | null> {
  return new Promise((resolve) => {
    let bytes = Buffer.alloc(0);
    const settle = (answer: WireAnswer | null) => {
      socket.off('data', onData).off('close', onClose);
      resolve(answer);
    };
    const onData = (chunk: Buffer) => {
      bytes = Buffer.concat([bytes, chunk]);
      const answer = readWire(bytes, method, false);
      if (answer) settle(answer);
    };
    const onClose = () => settle(readWire(bytes, method, true) ?? null);
    socket.on('data', onData).on('close', onClose);
    if (socket.destroyed) onClose();
    else socket.write(request);
  });
}
