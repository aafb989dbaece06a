import 'reflect-metadata';
import { createPrivateKey, X509Certificate as NodeCertificate } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { join } from 'node:path';
import type { TlsOptions } from 'node:tls';
import {
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  Name,
  SubjectAlternativeNameExtension,
} from '@peculiar/x509';
import type { Logger } from 'pino';
import type { Config } from '../../config.ts';
import { type Clock, day } from '../../shared/clock.ts';
import { type Authorities, messageOf, readNamed } from './authorities.ts';
import { type Authority, clockTolerance, pemOf, signCertificate } from './authority.ts';
import { exportPrivateKey, generateKeys, privateKeyFrom } from './keys.ts';

export interface ServerIdentity {
  tls: TlsOptions;
  ca: { pem: string; fingerprint: string } | null;
}

export interface ServerIdentityOptions {
  config: Pick<Config, 'dataDir' | 'publicHost' | 'gatewayUrl' | 'mtlsUrl' | 'tls'>;
  authorities: Pick<Authorities, 'server'>;
  clock: Clock;
  log: Logger;
}

/** The longest that no client refuses: Apple's limit is 398 days. */
const validity = 398 * day;
const renewBefore = 60 * day;
const oldestProtocol = 'TLSv1.2';

/**
 * The certificate both gateways show: the given one, else one issued by the server CA for the names they are called by.
 * @param current the one shown until now; it is the answer unless there is a reason for another: other files, or its end.
 */
export async function openServerIdentity(
  options: ServerIdentityOptions,
  current?: ServerIdentity,
): Promise<ServerIdentity> {
  const { tls } = options.config;
  const next = tls ? givenIdentity(options, tls, current) : await ownIdentity(options);
  return current && next.tls.cert === current.tls.cert && next.tls.key === current.tls.key ? current : next;
}

function givenIdentity(
  { clock, log }: ServerIdentityOptions,
  files: { certFile: string; keyFile: string },
  current: ServerIdentity | undefined,
): ServerIdentity {
  const cert = readNamed('COMPASS_TLS_CERT_FILE', files.certFile);
  const key = readNamed('COMPASS_TLS_KEY_FILE', files.keyFile);
  if (current && cert === current.tls.cert && key === current.tls.key) return current;
  try {
    const certificate = new NodeCertificate(cert);
    if (!certificate.checkPrivateKey(privateKeyFrom(key)))
      throw new Error('the key does not belong to the certificate');
    if (certificate.validToDate.getTime() <= clock()) {
      log.warn({ file: files.certFile, expired: certificate.validTo }, 'The server certificate has expired');
    }
  } catch (error) {
    throw new Error(
      `COMPASS_TLS_CERT_FILE (${files.certFile}) with COMPASS_TLS_KEY_FILE (${files.keyFile}) cannot be used: ${messageOf(error)}`,
      { cause: error },
    );
  }
  return { tls: { cert, key, minVersion: oldestProtocol }, ca: null };
}

async function ownIdentity({ config, authorities: { server }, clock }: ServerIdentityOptions): Promise<ServerIdentity> {
  const folder = join(config.dataDir, 'tls');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const certFile = join(folder, 'server.crt');
  const keyFile = join(folder, 'server.key');
  const hosts = hostsOf(config);
  let identity = existsSync(certFile) && existsSync(keyFile) ? readPair(certFile, keyFile) : null;
  if (!identity || !isCurrent(identity, hosts, server, clock())) {
    identity = await issue(server, hosts, clock());
    // The key first: a pair that does not match is made anew at the next start.
    replaceFile(keyFile, identity.key, 0o600);
    replaceFile(certFile, identity.cert, 0o644);
  }
  const pem = pemOf(server.certificate);
  const caFile = join(config.dataDir, 'server-ca.crt');
  if (!existsSync(caFile) || readFileSync(caFile, 'utf8') !== pem) replaceFile(caFile, pem, 0o644);
  return {
    tls: { ...identity, minVersion: oldestProtocol },
    ca: { pem, fingerprint: new NodeCertificate(pem).fingerprint256 },
  };
}

/** Every name and address clients may call the gateways by. */
function hostsOf({ publicHost, gatewayUrl, mtlsUrl }: Pick<Config, 'publicHost' | 'gatewayUrl' | 'mtlsUrl'>): string[] {
  const urls = [gatewayUrl, mtlsUrl].filter((url) => url !== null);
  const fromUrls = urls.map((url) => new URL(url).hostname.replace(/^\[|\]$/g, ''));
  return [...new Set([publicHost, ...fromUrls, 'localhost', '127.0.0.1', '::1'])];
}

const readPair = (certFile: string, keyFile: string) => ({
  cert: readFileSync(certFile, 'utf8'),
  key: readFileSync(keyFile, 'utf8'),
});

function isCurrent(pair: { cert: string; key: string }, hosts: string[], authority: Authority, now: number): boolean {
  try {
    const certificate = new NodeCertificate(pair.cert);
    return (
      certificate.checkPrivateKey(createPrivateKey(pair.key)) &&
      certificate.verify(new NodeCertificate(pemOf(authority.certificate)).publicKey) &&
      certificate.validFromDate.getTime() <= now &&
      certificate.validToDate.getTime() - now > renewBefore &&
      hosts.every((host) => (isIP(host) ? certificate.checkIP(host) : certificate.checkHost(host)) !== undefined)
    );
  } catch {
    // Unreadable files count as missing: a fresh pair replaces them.
    return false;
  }
}

async function issue(authority: Authority, hosts: string[], now: number): Promise<{ cert: string; key: string }> {
  const keys = await generateKeys('ecdsa-p256');
  const certificate = await signCertificate(authority, {
    subject: new Name([{ CN: [{ utf8String: hosts[0]!.slice(0, 64) }] }]),
    publicKey: keys.publicKey,
    notBefore: now - clockTolerance,
    notAfter: Math.min(now - clockTolerance + validity, authority.certificate.notAfter.getTime()),
    extensions: [
      new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
      new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth]),
      new SubjectAlternativeNameExtension(
        hosts.map((host) => ({ type: isIP(host) ? ('ip' as const) : ('dns' as const), value: host })),
      ),
    ],
  });
  return { cert: pemOf(certificate) + pemOf(authority.certificate), key: await exportPrivateKey(keys.privateKey) };
}

/** Readers see the old file or the new one, never half of it. */
function replaceFile(file: string, content: string, mode: number): void {
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, content, { mode });
  renameSync(draft, file);
}
