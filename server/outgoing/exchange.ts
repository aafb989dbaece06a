import { lookup } from 'node:dns';
import { connect as connectPlainly, isIP, type LookupFunction, type Socket } from 'node:net';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { connect as connectSecurely } from 'node:tls';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { Agent, type buildConnector, type Dispatcher, request } from 'undici';
import { second } from '../shared/clock.ts';
import { OutgoingError, outgoingError } from './outgoingError.ts';
import { plainHost, type Target } from './targets.ts';

const KiB = 1024;
const connectTimeoutMs = 10 * second;

export interface Exchange {
  method: 'GET' | 'POST';
  url: URL;
  /** Names in lower case. */
  headers: Readonly<Record<string, string>>;
  body?: string | undefined;
}

/** How long and how much: the signal ends everything, however slowly the answer trickles in. */
export interface Limits {
  signal: AbortSignal;
  /** Of the body, unpacked; null if only status and headers count. */
  mostBytes: number | null;
}

export interface Answer {
  status: number;
  /** Names in lower case, repeated ones joined; without cookies. */
  headers: Record<string, string>;
  setCookies: string[];
  body: Buffer;
}

/** One request and its answer, as it comes: no redirects, no cookies kept. */
export interface Exchanger {
  /** @throws OutgoingError, or the reason of the signal. */
  perform(exchange: Exchange, limits: Limits): Promise<Answer>;
  close(): Promise<void>;
}

/** The host, or what it resolves to, is out of bounds. */
export const refusedTarget = (host: string) =>
  new OutgoingError(`${host} is not a public address; who runs Compass may permit it in COMPASS_ALLOWED_TARGETS`);

/** Resolves a name and refuses it if any of its addresses is out of bounds: this very answer is then connected to. */
const guardedLookup =
  (guard: (target: Target) => boolean, port: number): LookupFunction =>
  (host, options, callback) => {
    lookup(host, { ...options, all: true }, (error, addresses) => {
      const [first] = addresses ?? [];
      if (error || !first) return callback(error ?? new OutgoingError('the host is not known'), '', 0);
      if (!addresses.every(({ address }) => guard({ host, port, address })))
        return callback(refusedTarget(host), '', 0);
      return options.all ? callback(null, addresses) : callback(null, first.address, first.family);
    });
  };

const unpack: Readonly<Record<string, () => NodeJS.ReadWriteStream>> = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
};

const restBytes = 16 * KiB;
const restMs = second;

/**
 * Lets go of a body nobody wants: reads it if its end is near, so that the connection can serve again, else cuts it off. A
 * body that is merely destroyed would emit an error nobody listens to, and end the process.
 */
const letGo = (body: Dispatcher.ResponseData['body']): Promise<unknown> =>
  Promise.allSettled([body.dump({ limit: restBytes, signal: AbortSignal.timeout(restMs) })]);

/** The body, unpacked. Counting happens as it streams in, so that neither it nor what it unpacks to fills the memory. */
async function bodyOf(
  { headers, body }: Dispatcher.ResponseData,
  { signal, mostBytes }: { signal: AbortSignal; mostBytes: number },
): Promise<Buffer> {
  const tooLarge = () => new OutgoingError(`the answer is larger than ${Math.floor(mostBytes / KiB)} KiB`);
  const limit = () => {
    let size = 0;
    return new Transform({
      transform(chunk: Buffer, _encoding, done) {
        size += chunk.length;
        if (size > mostBytes) done(tooLarge());
        else done(null, chunk);
      },
    });
  };
  const chunks: Buffer[] = [];
  const collect = async (parts: AsyncIterable<Buffer>) => {
    for await (const part of parts) chunks.push(part);
  };
  if (Number(headers['content-length'] ?? 0) > mostBytes) {
    await letGo(body);
    throw tooLarge();
  }
  const encoding = String(headers['content-encoding'] ?? 'identity')
    .trim()
    .toLowerCase();
  if (encoding === 'identity') await pipeline(body, limit(), collect, { signal });
  else {
    const unpacking = unpack[encoding];
    if (!unpacking) {
      await letGo(body);
      throw new OutgoingError('the answer is packed in a way Compass does not understand');
    }
    await pipeline(body, limit(), unpacking(), limit(), collect, { signal });
  }
  return Buffer.concat(chunks);
}

function answerHeaders(headers: Dispatcher.ResponseData['headers']): Pick<Answer, 'headers' | 'setCookies'> {
  const { 'set-cookie': cookies, ...others } = headers;
  const flat = Object.entries(others).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value]);
  return {
    headers: Object.fromEntries(flat.filter(([, value]) => value !== undefined)),
    setCookies: cookies === undefined ? [] : [cookies].flat(),
  };
}

/** What the promise gives, unless the signal comes first: undici notices it only once it is connected. */
export const unlessAborted = <T>(signal: AbortSignal, promise: Promise<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });

/** @param trust certificates of authorities (PEM) instead of those Node.js trusts. */
export function createExchanger(options: { guard: (target: Target) => boolean; trust?: string }): Exchanger {
  const { guard, trust } = options;
  const connecting = new Set<Socket>();

  const connect: buildConnector.connector = ({ hostname, protocol, port: given }, callback) => {
    const secure = protocol === 'https:';
    const host = plainHost(hostname);
    const port = Number(given || (secure ? 443 : 80));
    // An address in the URL is connected to without a lookup.
    if (isIP(host) !== 0 && !guard({ host, port, address: host })) return callback(refusedTarget(host), null);
    const place = { host, port, lookup: guardedLookup(guard, port), noDelay: true, keepAlive: true };
    const socket = secure
      ? connectSecurely({
          ...place,
          // Also if NODE_TLS_REJECT_UNAUTHORIZED says otherwise.
          rejectUnauthorized: true,
          ALPNProtocols: ['http/1.1'],
          ...(isIP(host) === 0 ? { servername: host } : {}),
          ...(trust === undefined ? {} : { ca: trust }),
        })
      : connectPlainly(place);
    connecting.add(socket);
    const tooLate = new OutgoingError('the server could not be reached in time');
    const timer = setTimeout(() => socket.destroy(tooLate), connectTimeoutMs);
    let settled = false;
    const settle = (...result: Parameters<typeof callback>) => {
      clearTimeout(timer);
      connecting.delete(socket);
      if (!settled) callback(...result);
      settled = true;
    };
    // The listener for errors stays: an error nobody listens to would end the process.
    socket.on('error', (error) => settle(error, null));
    socket.once(secure ? 'secureConnect' : 'connect', () => settle(null, socket));
    socket.once('close', () => settle(new OutgoingError('the server closed the connection'), null));
  };

  const agent = new Agent({
    connect,
    // No HTTP/2: its many streams would share what is limited per answer.
    allowH2: false,
    maxHeaderSize: 16 * KiB,
    // The signal limits the whole; these would limit only the pauses in between.
    headersTimeout: 0,
    bodyTimeout: 0,
  });

  return {
    async perform({ method, url, headers, body }, { signal, mostBytes }) {
      try {
        const sent = { method, headers, body: body ?? null, signal, dispatcher: agent };
        const response = await unlessAborted(signal, request(url, sent));
        const answer = { status: response.statusCode, ...answerHeaders(response.headers) };
        if (mostBytes !== null) return { ...answer, body: await bodyOf(response, { signal, mostBytes }) };
        await letGo(response.body);
        return { ...answer, body: Buffer.alloc(0) };
      } catch (error) {
        signal.throwIfAborted();
        throw outgoingError(error);
      }
    },
    close() {
      // The agent would wait for connections that are still being made.
      for (const socket of connecting) socket.destroy();
      return agent.destroy();
    },
  };
}
