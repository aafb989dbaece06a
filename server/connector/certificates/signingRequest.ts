import 'reflect-metadata';
import { createPublicKey, type KeyObject } from 'node:crypto';
import { Pkcs10CertificateRequest, type PublicKey } from '@peculiar/x509';
import { CompassError } from '../../shared/errors.ts';
import { describeKey, type Hash } from '../authorities/keys.ts';
import { decodeBase64, firstPemBlock } from './base64.ts';

export interface SubjectConstants {
  O: string;
  OU: string;
  L: string;
  ST: string;
  C: string;
}

/** What a request has to match. */
export interface Expected {
  clientId: string;
  subject: SubjectConstants;
}

export interface SigningRequest {
  pkcs10: Pkcs10CertificateRequest;
  publicKey: PublicKey;
  key: KeyObject;
  /** The hash the client signed with, where we still sign with it. */
  hash: Hash;
}

const decoding = 'Error while decoding Certificate Signing Request';
const signing = 'Error while signing Certificate Signing Request';
const refuse = (message: string, cause?: unknown) => new CompassError('InvalidData', message, { cause });

/** Every refusal from step 3 on begins like this (connector.md section 9). */
export const signingError = (detail: string, cause?: unknown) => refuse(`${signing}: ${detail}`, cause);

const textOf = (error: unknown) => (error instanceof Error ? error.message : String(error));
const hashes: readonly string[] = ['SHA-256', 'SHA-384', 'SHA-512'] satisfies Hash[];

/** Steps 2 to 4 of connector.md section 7: base64, PEM, PKCS#10. */
export function parseSigningRequest(encoded: string): SigningRequest {
  const pem = decodeBase64(encoded);
  if (!pem) throw refuse(`${decoding}: Error while parsing base64 content. Incorrect value provided.`);
  const der = firstPemBlock(pem.toString('latin1'));
  if (!der) throw signingError('Error while decoding pem block.');
  try {
    const pkcs10 = new Pkcs10CertificateRequest(new Uint8Array(der));
    const publicKey = pkcs10.publicKey;
    const key = createPublicKey({ key: Buffer.from(publicKey.rawData), format: 'der', type: 'spki' });
    const hash = pkcs10.signatureAlgorithm.hash?.name ?? '';
    return { pkcs10, publicKey, key, hash: hashes.includes(hash) ? (hash as Hash) : 'SHA-256' };
  } catch (error) {
    throw signingError(`Error while parsing CSR: ${textOf(error)}`);
  }
}

interface Check {
  name: string;
  /** The message of the refusal, or null. */
  refuse(request: SigningRequest, expected: Expected): string | null | Promise<string | null>;
}

const oids = { C: '2.5.4.6', O: '2.5.4.10', OU: '2.5.4.11', L: '2.5.4.7', ST: '2.5.4.8', CN: '2.5.4.3' } as const;
export type SubjectAttribute = keyof typeof oids;
export const oidOf = (attribute: SubjectAttribute): string => oids[attribute];

const valuesOf = ({ pkcs10 }: SigningRequest, attribute: SubjectAttribute) =>
  pkcs10.subjectName.getField(oids[attribute]);

/** Exact and case sensitive; of repeated attributes the first counts. */
const constant = (attribute: keyof SubjectConstants, words: string): Check => ({
  name: words,
  refuse(request, { subject }) {
    const [value] = valuesOf(request, attribute);
    if (!value) return `CSR: No ${words} provided.`;
    return value === subject[attribute] ? null : `CSR: Invalid ${words} provided.`;
  },
});

/** Steps 5 to 12, in the order that decides which message a request with several faults gets. */
const checks: readonly Check[] = [
  {
    name: 'proof of possession',
    async refuse({ pkcs10 }) {
      try {
        return (await pkcs10.verify()) ? null : 'CSR signature invalid: the signature does not match the public key';
      } catch (error) {
        return `CSR signature invalid: ${textOf(error)}`;
      }
    },
  },
  {
    name: 'common name',
    // Of several common names the last counts.
    refuse: (request, { clientId }) =>
      valuesOf(request, 'CN').at(-1) === clientId ? null : 'CSR: Invalid common name provided.',
  },
  constant('C', 'country'),
  constant('O', 'organization'),
  constant('OU', 'organizational unit'),
  constant('L', 'locality'),
  constant('ST', 'province'),
  {
    name: 'key',
    refuse({ key }) {
      const kind = describeKey(key);
      const size = key.asymmetricKeyDetails?.modulusLength ?? 0;
      if (key.asymmetricKeyType === 'rsa' && size >= 2048) return null;
      if (kind === 'ECDSA P-256' || kind === 'ECDSA P-384') return null;
      return `Error while creating certificate: a key of type ${kind} is not accepted; use RSA with 2048 bits or more, ECDSA P-256 or ECDSA P-384`;
    },
  },
];

/** @throws CompassError with the message of the first check that refuses. */
export async function checkSigningRequest(request: SigningRequest, expected: Expected): Promise<void> {
  for (const check of checks) {
    const message = await check.refuse(request, expected);
    if (message !== null) throw signingError(message);
  }
}
