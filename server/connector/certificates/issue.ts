import 'reflect-metadata';
import {
  CRLDistributionPointsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  Name,
} from '@peculiar/x509';
import { second } from '../../shared/clock.ts';
import { sha256 } from '../../shared/ids.ts';
import { type Authority, assertMaySign, backdating, pemOf, signCertificate } from '../authorities/authority.ts';
import { describeKey } from '../authorities/keys.ts';
import {
  checkSigningRequest,
  oidOf,
  parseSigningRequest,
  type SigningRequest,
  type SubjectAttribute,
  type SubjectConstants,
  signingError,
} from './signingRequest.ts';

export interface IssuedCertificate {
  /** SHA-256 of the DER encoding, lower-case hexadecimal. */
  sha256: string;
  serial: string;
  subject: string;
  issuer: string;
  keyType: string;
  notBefore: number;
  notAfter: number;
  pem: string;
}

export interface IssueOptions {
  issuer: Authority;
  subject: SubjectConstants;
  validityMs: number;
  now: number;
  /** Addresses of the issuer's revocation list. */
  crlUrls?: readonly string[];
}

/** The subject clients are told to use; they split it at commas (connector.md section 6). */
export const announcedSubject = ({ O, OU, L, ST, C }: SubjectConstants, clientId: string): string =>
  `O=${O},OU=${OU},L=${L},ST=${ST},C=${C},CN=${clientId}`;

const derOrder: readonly SubjectAttribute[] = ['C', 'O', 'OU', 'L', 'ST', 'CN'];

/** The order and string types Go writes, PrintableString where the characters allow; anything else in the request is dropped. */
function subjectName(constants: SubjectConstants, clientId: string): Name {
  const values = { ...constants, CN: clientId };
  return new Name(
    derOrder.map((attribute) => {
      const value = values[attribute];
      return {
        [oidOf(attribute)]: [Name.isPrintableString(value) ? { printableString: value } : { utf8String: value }],
      };
    }),
  );
}

/**
 * Checks a request and signs its key (connector.md sections 7 and 8). Nothing is stored.
 * @throws CompassError with the texts of section 9.
 */
export async function issueCertificate(
  csr: string,
  clientId: string,
  options: IssueOptions,
): Promise<IssuedCertificate> {
  const request = parseSigningRequest(csr);
  await checkSigningRequest(request, { clientId, subject: options.subject });
  return sign(request, clientId, options);
}

async function sign(request: SigningRequest, clientId: string, options: IssueOptions): Promise<IssuedCertificate> {
  const { issuer, subject, validityMs, crlUrls = [] } = options;
  const now = Math.floor(options.now / second) * second;
  const lastMoment = issuer.certificate.notAfter.getTime();
  const validity = { notBefore: now - backdating, notAfter: Math.min(now + validityMs, lastMoment) };
  try {
    assertMaySign(issuer, options.now);
    const certificate = await signCertificate(issuer, {
      subject: subjectName(subject, clientId),
      publicKey: request.publicKey,
      ...validity,
      hash: request.hash,
      extensions: [
        new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
        new ExtendedKeyUsageExtension([ExtendedKeyUsage.clientAuth]),
        ...(crlUrls.length > 0 ? [new CRLDistributionPointsExtension([...crlUrls])] : []),
      ],
    });
    return {
      ...validity,
      sha256: sha256(new Uint8Array(certificate.rawData)),
      serial: certificate.serialNumber.padStart(32, '0').slice(-32),
      subject: announcedSubject(subject, clientId),
      issuer: certificate.issuer,
      keyType: describeKey(request.key),
      pem: pemOf(certificate),
    };
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    throw signingError(`Error while creating certificate: ${detail}`, error);
  }
}

const base64 = (...pems: string[]): string => Buffer.from(pems.join('')).toString('base64');

/** The three fields of the answer: leaf, then issuing CA, then what is above it. */
export const certificationResult = (pem: string, issuer: Authority) => ({
  clientCertificate: base64(pem),
  caCertificate: base64(...issuer.chain),
  certificateChain: base64(pem, ...issuer.chain),
});
