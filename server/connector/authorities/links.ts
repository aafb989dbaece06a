import 'reflect-metadata';
import { createPublicKey, X509Certificate as NodeCertificate } from 'node:crypto';
import { SubjectAlternativeNameExtension, X509Certificate, X509Crl } from '@peculiar/x509';
import type { AuthorityRow } from './authority.store.ts';
import { certificatesIn, fingerprintOf, validityOf } from './authority.ts';
import { describeKey } from './keys.ts';

/** A certificate that others are signed with; moments in milliseconds. */
export interface CertificateLink {
  subject: string;
  /** SHA-256 of the DER encoding, lower-case hexadecimal. */
  fingerprint: string;
  notBefore: number;
  notAfter: number;
  /** For example `ECDSA P-256`. */
  keyType: string;
  /** Signed by itself. */
  isRoot: boolean;
}

/** The certificates of a PEM text, in its order. */
export function linksIn(pem: string): CertificateLink[] {
  return certificatesIn(pem).map((each) => {
    const certificate = new NodeCertificate(each);
    return {
      ...validityOf(each),
      fingerprint: fingerprintOf(each),
      keyType: describeKey(createPublicKey(each)),
      isRoot: certificate.checkIssued(certificate) && certificate.verify(certificate.publicKey),
    };
  });
}

/** Lower-case hexadecimal. */
export const serialOf = (pem: string): string => new NodeCertificate(pem).serialNumber.toLowerCase();

const nameTypes: Readonly<Record<string, string>> = {
  dns: 'DNS',
  ip: 'IP',
  url: 'URI',
  email: 'email',
  dn: 'DN',
  guid: 'GUID',
  upn: 'UPN',
  id: 'OID',
};

/** `DNS:runtime-1.example`, one for each subject alternative name; null for what is no certificate. */
export function alternativeNamesIn(pem: string): string[] | null {
  const [first] = certificatesIn(pem);
  if (first === undefined) return null;
  const names = new X509Certificate(first).getExtension(SubjectAlternativeNameExtension)?.names.items ?? [];
  return names.map(({ type, value }) => `${nameTypes[type] ?? type}:${value}`);
}

export type StoredList = Pick<AuthorityRow, 'crl' | 'crlNumber' | 'crlSignedAt'>;

/** What a stored revocation list says of itself; null if none was signed yet. */
export function listFacts({ crlNumber, crl, crlSignedAt }: StoredList) {
  if (crl === null || crlSignedAt === null) return null;
  const { nextUpdate, entries } = new X509Crl(Buffer.from(crl, 'base64'));
  return {
    number: crlNumber,
    signedAt: crlSignedAt,
    nextUpdate: nextUpdate?.getTime() ?? crlSignedAt,
    revokedCount: entries.length,
  };
}
