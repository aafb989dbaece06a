import 'reflect-metadata';
import { createPrivateKey, webcrypto } from 'node:crypto';
import { Name, Pkcs10CertificateRequestGenerator } from '@peculiar/x509';

export const keyAlgorithms = ['ecdsa-p256', 'ecdsa-p384', 'rsa-2048', 'rsa-4096'] as const;
export type KeyAlgorithm = (typeof keyAlgorithms)[number];

/** Libraries differ in which declaration of the same thing they mean. */
type KeyPair = Parameters<typeof Pkcs10CertificateRequestGenerator.create>[0]['keys'];

/** A fresh private key and the request for its certificate. */
export interface SigningRequest {
  /** PEM; RSA as PKCS#1, which is what other agents read (runtime-agent.md 6), anything else as PKCS#8. */
  key: string;
  /** Standard base64 of the PEM text, as the Connector wants it. */
  csr: string;
}

/** Makes keys; an argument of the phases, so that a fleet may choose its own. */
export type NewSigningRequest = (subject: string) => Promise<SigningRequest>;

const attributes = ['O', 'OU', 'L', 'ST', 'C', 'CN'];

/**
 * The announced subject as a name, attribute by attribute in the order given.
 * @throws Error if it is not `KEY=value,...` with known keys and a common name (connector.md 6).
 */
export function subjectName(subject: string): Name {
  const pairs = subject.split(',').map((piece): [string, string] => {
    const at = piece.indexOf('=');
    return [piece.slice(0, Math.max(at, 0)), piece.slice(at + 1)];
  });
  if (pairs.some(([key, value]) => !attributes.includes(key) || value === '') || !pairs.some(([key]) => key === 'CN')) {
    throw new Error('Compass announced a subject that is not O=...,OU=...,L=...,ST=...,C=...,CN=...');
  }
  return new Name(pairs.map(([key, value]) => ({ [key]: [value] })));
}

/** A new key for each pairing and each renewal (runtime-agent.md 6). */
export async function newSigningRequest(algorithm: KeyAlgorithm, subject: string): Promise<SigningRequest> {
  const name = subjectName(subject);
  const [kind, size] = algorithm.split('-') as ['ecdsa' | 'rsa', string];
  const parameters =
    kind === 'rsa'
      ? {
          name: 'RSASSA-PKCS1-v1_5',
          hash: 'SHA-256',
          modulusLength: Number(size),
          publicExponent: new Uint8Array([1, 0, 1]),
        }
      : { name: 'ECDSA', namedCurve: `P-${size.slice(1)}` };
  const keys = (await webcrypto.subtle.generateKey(parameters, true, ['sign', 'verify'])) as KeyPair;
  const request = await Pkcs10CertificateRequestGenerator.create({
    name,
    keys,
    signingAlgorithm: {
      name: parameters.name,
      hash: algorithm === 'ecdsa-p384' ? 'SHA-384' : 'SHA-256',
    } as webcrypto.EcdsaParams,
  });
  const der = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', keys.privateKey as webcrypto.CryptoKey));
  const type = kind === 'rsa' ? 'pkcs1' : 'pkcs8';
  const key = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' }).export({ format: 'pem', type }).toString();
  return { key, csr: Buffer.from(request.toString('pem')).toString('base64') };
}
