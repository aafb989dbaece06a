import { connect } from 'node:tls';
import { CallError } from './callError.ts';
import type { Session } from './maintenance.ts';
import type { Route } from './route.ts';

/** What became of a TLS connection on which nothing was sent. */
type Handshake = 'open' | 'closed' | 'asksForCertificate' | 'unreachable';

/**
 * Whether Compass refuses the certificate. Where it says so there is no doubt. Some servers, Node's among them, only close
 * the connection after the handshake, as a bad network does: then the certificate counts as refused if it has expired,
 * or if the same server, asked without one, says that it wants one, and closes again when shown ours.
 */
export async function isRefusal(
  error: unknown,
  session: Session,
  { now, route, patienceMs }: { now: number; route: Route; patienceMs: number },
): Promise<boolean> {
  if (!(error instanceof CallError)) return false;
  if (error.problem === 'refused') return true;
  if (!error.closedEarly) return false;
  if (now >= session.stored.credentials.dates.notAfter) return true;
  const { crtChain: cert, key } = session.stored.credentials;
  const { connectorUrl: url } = session.urls;
  if ((await handshake(url, { ca: session.ca, route, patienceMs })) !== 'asksForCertificate') return false;
  return (await handshake(url, { ca: session.ca, cert, key, route, patienceMs })) === 'closed';
}

interface HandshakeOptions {
  ca: string | undefined;
  cert?: string;
  key?: string;
  route: Route;
  /** A server that takes the certificate waits for a request at least that long; one that does not closes at once. */
  patienceMs: number;
}

async function handshake(url: string, { route, patienceMs, ...options }: HandshakeOptions): Promise<Handshake> {
  // Whatever is wrong with the proxy says nothing of the certificate.
  const tunnel = await route.tunnelTo(url, patienceMs).catch(() => null);
  if (tunnel === null) return 'unreachable';
  const { hostname, port } = new URL(url);
  const host = hostname.replace(/^\[|\]$/g, '');
  return new Promise((resolve) => {
    let isSecure = false;
    const socket = connect({
      host,
      port: Number(port || 443),
      allowPartialTrustChain: true,
      ...options,
      ...(tunnel && { socket: tunnel }),
    });
    const end = (outcome: Handshake) => {
      socket.destroy();
      resolve(outcome);
    };
    socket.setTimeout(patienceMs, () => end(isSecure ? 'open' : 'unreachable'));
    socket.once('secureConnect', () => {
      isSecure = true;
    });
    socket.once('error', ({ code }: NodeJS.ErrnoException) => {
      if (/ALERT_(CERTIFICATE_REQUIRED|HANDSHAKE_FAILURE)$/.test(code ?? '')) end('asksForCertificate');
      else end(isSecure ? 'closed' : 'unreachable');
    });
    socket.once('close', () => end(isSecure ? 'closed' : 'unreachable'));
    socket.resume();
  });
}
