import { createHash, X509Certificate } from 'node:crypto';
import { connect, type DetailedPeerCertificate } from 'node:tls';
import { CallError } from './callError.ts';
import type { Route } from './route.ts';

/** Whom to take for Compass. All null: whoever the system trusts. */
export interface Trust {
  /** PEM. */
  ca: string | null;
  /** SHA-256 of the DER encoding of a certificate in the server's chain, 64 lower-case hexadecimal digits. */
  fingerprint: string | null;
}

export const noTrust: Trust = { ca: null, fingerprint: null };

/** `4F:9A:...`, also without colons. @returns null if it is no SHA-256. */
export function readFingerprint(text: string): string | null {
  const digits = text
    .replace(/^sha-?256[:=/ ]/i, '')
    .replace(/[:\s]/g, '')
    .toLowerCase();
  return /^[0-9a-f]{64}$/.test(digits) ? digits : null;
}

/** @returns null if it is not PEM of one or more certificates. */
export function readCertificates(pem: string): X509Certificate[] | null {
  const blocks = pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
  try {
    return blocks.length === 0 ? null : blocks.map((block) => new X509Certificate(block));
  } catch {
    // The caller says which file or field it was.
    return null;
  }
}

const sha256 = (der: Buffer) => createHash('sha256').update(der).digest('hex');

const pemOf = (der: Buffer) =>
  `-----BEGIN CERTIFICATE-----\n${der.toString('base64').replace(/.{1,64}/g, '$&\n')}-----END CERTIFICATE-----\n`;

/**
 * The CA to verify a server with. A fingerprint is looked up once in the chain the server shows: the certificate found
 * is the pinned one, byte for byte, and every call then verifies against it in full, names and dates included.
 * @returns PEM; undefined for the system's own.
 * @throws CallError if the server cannot be reached or shows no such certificate.
 */
export async function resolveTrust(
  trust: Trust,
  url: string,
  route: Route,
  timeoutMs: number,
): Promise<string | undefined> {
  if (trust.ca !== null) return trust.ca;
  if (trust.fingerprint === null) return undefined;
  const chain = await shownChain(url, route, timeoutMs);
  const pinned = chain.find((der) => sha256(der) === trust.fingerprint);
  if (pinned) return pemOf(pinned);
  const { host } = new URL(url);
  throw new CallError('failed', `${host} shows no certificate with the fingerprint given: it is not this Compass`);
}

/** DER of the certificates a server shows, its own first. Nothing is sent on the connection. */
async function shownChain(url: string, route: Route, timeoutMs: number): Promise<Buffer[]> {
  const tunnel = await route.tunnelTo(url, timeoutMs);
  const { hostname, port } = new URL(url);
  const host = hostname.replace(/^\[|\]$/g, '');
  return new Promise((resolve, reject) => {
    // Unverified on purpose: this only asks for the certificates, which are then compared by their SHA-256.
    const socket = connect({
      ...(tunnel && { socket: tunnel }),
      host,
      port: Number(port || 443),
      servername: serverName(host),
      rejectUnauthorized: false,
    });
    const fail = (reason: string, cause?: unknown) => {
      socket.destroy();
      reject(new CallError('failed', `${new URL(url).host} cannot be reached: ${reason}`, { cause }));
    };
    socket.setTimeout(timeoutMs, () => fail('no answer in time'));
    socket.once('error', (error: NodeJS.ErrnoException) => fail(error.code ?? 'the connection failed', error));
    socket.once('close', () => fail('the connection closed'));
    socket.once('secureConnect', () => {
      const chain = chainOf(socket.getPeerCertificate(true));
      socket.destroy();
      resolve(chain);
    });
  });
}

/** Server Name Indication is for names (RFC 6066 section 3). */
const serverName = (host: string): string => (/^[\d.]+$|:/.test(host) ? '' : host);

function chainOf(own: DetailedPeerCertificate): Buffer[] {
  const chain: Buffer[] = [];
  let certificate: DetailedPeerCertificate | undefined = own;
  while (certificate?.raw && !chain.some((der) => der.equals(certificate?.raw as Buffer))) {
    chain.push(certificate.raw);
    certificate = certificate.issuerCertificate;
  }
  return chain;
}
