import { createServer, type Server, type ServerOptions } from 'node:http';
import { Server as SecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { createSecureContext, type SecureContextOptions, type TlsOptions } from 'node:tls';
import type { Express } from 'express';
import { minute, second } from '../shared/clock.ts';

type Limits = Required<
  Pick<ServerOptions, 'requestTimeout' | 'headersTimeout' | 'connectionsCheckingInterval' | 'keepAliveTimeoutBuffer'>
>;

/** For one request, and how often connections are looked at; an idle one is closed that much later than was announced. */
export const standardLimits: Limits = {
  requestTimeout: 30 * second,
  headersTimeout: 15 * second,
  connectionsCheckingInterval: 5 * second,
  keepAliveTimeoutBuffer: second,
};

export interface ListenerOptions {
  host: string;
  /** 0 takes any free one. */
  port: number;
  /** The variable that sets the port, for the message when it is taken. */
  variable: string;
  /** Without it the listener speaks plain HTTP. */
  tls?: TlsOptions;
  /** How long an idle connection is kept at least. */
  keepAliveTimeoutMs?: number;
  /** In milliseconds; tests have everything faster. */
  limits?: Limits;
  /** Is told the code of every handshake that failed, and `ECONNRESET` where one led to no request. */
  onTlsFailure?: (code: string) => void;
}

export interface Listener {
  port: number;
  /** Takes certificate, key and authorities for the connections from now on; open ones stay as they are. */
  setTls(tls: TlsOptions): void;
  /** Stops accepting and resolves once the answers under way are sent, at the latest after `graceMs`. */
  close(graceMs: number): Promise<void>;
}

const reasons: Readonly<Record<string, string>> = {
  EADDRINUSE: 'is in use by another program',
  EACCES: 'may not be opened by this user',
  EADDRNOTAVAIL: 'is not an address of this machine',
};

function listen(server: Server, { host, port, variable }: ListenerOptions): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const reason = reasons[error.code ?? ''] ?? error.message;
      reject(new Error(`${host}:${port} ${reason}: set ${variable} or COMPASS_HOST to another`, { cause: error }));
    });
    server.listen(port, host, () => resolve((server.address() as AddressInfo).port));
  });
}

/**
 * `https.Server` drops `allowPartialTrustChain`, with which a chain may end at an intermediate that is trusted, although its
 * own `createSecureContext` knows it. The context is put where the server keeps it; `intermediate.api.test.ts` fails if
 * Node keeps it elsewhere one day.
 */
export class ChainServer extends SecureServer {
  override setSecureContext(given: SecureContextOptions): void {
    const options = { honorCipherOrder: true, sessionIdContext: 'compass', ...given };
    super.setSecureContext(options);
    Object.assign(this, { _sharedCreds: createSecureContext(options) });
  }
}

/** A client that does not like the server's certificate may send an alert, or complete the handshake and hang up. */
function watchHandshakes(server: Server, report: (code: string) => void): void {
  const asked = new WeakSet<object>();
  server.on('tlsClientError', (error: NodeJS.ErrnoException, socket: { authorizationError?: unknown }) => {
    // Node closes the connection of a certificate it does not accept, and keeps the reason at the socket.
    const refused = socket.authorizationError;
    report(typeof refused === 'string' ? refused : (error.code ?? ''));
  });
  server.on('request', ({ socket }) => asked.add(socket));
  server.on('secureConnection', (socket) => {
    socket.once('close', () => {
      if (!asked.has(socket)) report('ECONNRESET');
    });
  });
}

/** Binds and serves. @throws Error with one line that names the address and the variable to change. */
export async function openListener(app: Express, options: ListenerOptions): Promise<Listener> {
  const { limits = standardLimits } = options;
  const server = options.tls ? new ChainServer({ ...options.tls, ...limits }, app) : createServer(limits, app);
  if (options.onTlsFailure) watchHandshakes(server, options.onTlsFailure);
  server.keepAliveTimeout = options.keepAliveTimeoutMs ?? minute;
  const port = await listen(server, options);
  server.removeAllListeners('error');
  return {
    port,
    setTls(tls) {
      if (server instanceof SecureServer) server.setSecureContext(tls);
    },
    close: (graceMs) =>
      new Promise((resolve) => {
        const timer = setTimeout(() => server.closeAllConnections(), graceMs);
        server.close(() => {
          clearTimeout(timer);
          resolve();
        });
        server.closeIdleConnections();
      }),
  };
}
