import 'reflect-metadata';
import { type KeyObject, X509Certificate as NodeCertificate, randomBytes } from 'node:crypto';
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  type Extension,
  KeyUsageFlags,
  KeyUsagesExtension,
  type Name,
  type PublicKey,
  SubjectKeyIdentifierExtension,
  X509Certificate,
  X509CertificateGenerator,
} from '@peculiar/x509';
import { day, minute } from '../../shared/clock.ts';
import { sha256 } from '../../shared/ids.ts';
import {
  assertStrong,
  exportPrivateKey,
  generateKeys,
  type Hash,
  type KeyAlgorithm,
  privateKeyFrom,
  signingKey,
} from './keys.ts';

/** A certificate authority that can sign. */
export interface Authority {
  certificate: X509Certificate;
  /** PEM of the certificate itself, then of those above it, if they were given. */
  chain: string[];
  key: KeyObject;
}

const validity = 10 * 365 * day;
/** Clocks of clients may run behind ours by this much. */
export const backdating = minute;

/**
 * What clients verify a server with is valid from this long before it was made: one whose clock is behind would not talk to
 * a new Compass until its clock has caught up.
 */
export const clockTolerance = day;
const pemBlock = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

/** 128 random bits as hexadecimal. */
const newSerial = (): string => randomBytes(16).toString('hex');

/** One PEM block with 64-column lines and a trailing newline. */
export const pemOf = (certificate: X509Certificate): string => `${certificate.toString('pem').trim()}\n`;

export async function generateAuthority(
  commonName: string,
  algorithm: KeyAlgorithm,
  now: number,
): Promise<{ certificate: string; key: string }> {
  const keys = await generateKeys(algorithm);
  const certificate = await X509CertificateGenerator.createSelfSigned({
    serialNumber: newSerial(),
    name: [{ O: ['Compass'] }, { CN: [commonName] }],
    notBefore: new Date(now - clockTolerance),
    notAfter: new Date(now + validity),
    keys,
    signingAlgorithm: { name: keys.privateKey.algorithm.name, hash: 'SHA-256' },
    extensions: [
      new BasicConstraintsExtension(true, 0, true),
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
      await SubjectKeyIdentifierExtension.create(keys.publicKey, false),
    ],
  });
  return { certificate: pemOf(certificate), key: await exportPrivateKey(keys.privateKey) };
}

/** The certificates of a PEM text, each with a trailing newline. */
export const certificatesIn = (pem: string): string[] => (pem.match(pemBlock) ?? []).map((block) => `${block}\n`);

/** @throws Error if the text holds none. */
export const firstCertificateIn = (pem: string): X509Certificate => new X509Certificate(certificatesIn(pem)[0] ?? '');

/** SHA-256 of the DER encoding of the first certificate, lower-case hexadecimal. */
export const fingerprintOf = (pem: string): string => sha256(new NodeCertificate(certificatesIn(pem)[0] ?? '').raw);

/** What the first certificate of a PEM text says; moments in milliseconds. */
export function validityOf(pem: string): { subject: string; notBefore: number; notAfter: number } {
  const { subject, notBefore, notAfter } = firstCertificateIn(pem);
  return { subject, notBefore: notBefore.getTime(), notAfter: notAfter.getTime() };
}

/** @throws Error that names no file; the caller knows where the texts are from. */
export function parseAuthority(certificatePem: string, keyPem: string): Authority {
  const chain = certificatesIn(certificatePem);
  const [first] = chain;
  if (!first) throw new Error('it holds no certificate in PEM form');
  const key = privateKeyFrom(keyPem);
  if (!new NodeCertificate(first).checkPrivateKey(key)) throw new Error('the key does not belong to the certificate');
  const certificate = new X509Certificate(first);
  return { certificate, chain: [pemOf(certificate), ...chain.slice(1)], key };
}

/** Refuses what may not sign certificates (RFC 5280, 4.2.1.3 and 4.2.1.9). */
export function assertMaySign({ certificate, key }: Authority, now: number): void {
  assertStrong(key);
  if (!certificate.getExtension(BasicConstraintsExtension)?.ca) throw new Error('the certificate is not one of a CA');
  const usages = certificate.getExtension(KeyUsagesExtension);
  if (usages && !(usages.usages & KeyUsageFlags.keyCertSign)) {
    throw new Error('the key usage of the certificate does not allow to sign certificates');
  }
  if (certificate.notAfter.getTime() <= now) {
    throw new Error(`the certificate expired at ${certificate.notAfter.toISOString()}`);
  }
  if (certificate.notBefore.getTime() > now) {
    throw new Error(`the certificate is not valid before ${certificate.notBefore.toISOString()}`);
  }
}

/** Whether relying parties accept revocation lists that it signs (RFC 5280, 4.2.1.3). */
export function maySignLists(certificate: X509Certificate): boolean {
  const usages = certificate.getExtension(KeyUsagesExtension);
  return !usages || (usages.usages & KeyUsageFlags.cRLSign) !== 0;
}

/** Refuses what is not a chain: clients get it as one. How far up it leads is up to whoever gives it. */
export function assertChain({ chain }: Authority): void {
  const certificates = chain.map((pem) => new NodeCertificate(pem));
  certificates.forEach((certificate, index) => {
    const above = certificates[index + 1];
    if (!above || (certificate.checkIssued(above) && certificate.verify(above.publicKey))) return;
    throw new Error('each certificate in the file has to be followed by the one that issued it, or by nothing');
  });
}

export interface CertificateContent {
  subject: Name;
  publicKey: PublicKey | CryptoKey;
  notBefore: number;
  notAfter: number;
  extensions: Extension[];
  hash?: Hash;
}

/**
 * Signs a certificate with a random serial. The issuer is the authority's own Name object: written from a string it would
 * be encoded differently, and Go clients, which compare bytes, would send no certificate (connector.md section 15).
 */
export async function signCertificate(authority: Authority, content: CertificateContent): Promise<X509Certificate> {
  const { hash = 'SHA-256', extensions, ...rest } = content;
  const key = await signingKey(authority.key, hash);
  const keyId = authority.certificate.getExtension(SubjectKeyIdentifierExtension)?.keyId;
  return X509CertificateGenerator.create({
    ...rest,
    serialNumber: newSerial(),
    issuer: authority.certificate.subjectName,
    notBefore: new Date(content.notBefore),
    notAfter: new Date(content.notAfter),
    signingKey: key,
    signingAlgorithm: { name: key.algorithm.name, hash } as EcdsaParams,
    extensions: keyId ? [...extensions, new AuthorityKeyIdentifierExtension(keyId)] : extensions,
  });
}
