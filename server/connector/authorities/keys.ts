import { createPrivateKey, type KeyObject } from 'node:crypto';

export type KeyAlgorithm = 'ecdsa-p256' | 'rsa-2048' | 'rsa-4096';
export type Hash = 'SHA-256' | 'SHA-384' | 'SHA-512';

const parametersOf = (algorithm: KeyAlgorithm) =>
  algorithm === 'ecdsa-p256'
    ? { name: 'ECDSA', namedCurve: 'P-256' }
    : {
        name: 'RSASSA-PKCS1-v1_5',
        hash: 'SHA-256',
        publicExponent: new Uint8Array([1, 0, 1]),
        modulusLength: algorithm === 'rsa-4096' ? 4096 : 2048,
      };

export const generateKeys = (algorithm: KeyAlgorithm): Promise<CryptoKeyPair> =>
  crypto.subtle.generateKey(parametersOf(algorithm), true, ['sign', 'verify']);

/** PKCS#8 PEM. */
export async function exportPrivateKey(key: CryptoKey): Promise<string> {
  const der = Buffer.from(await crypto.subtle.exportKey('pkcs8', key));
  return createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })
    .export({ format: 'pem', type: 'pkcs8' })
    .toString();
}

const curves: Readonly<Record<string, string>> = { prime256v1: 'P-256', secp384r1: 'P-384', secp521r1: 'P-521' };

/** What a key may sign with: the name X.509 libraries show and the WebCrypto import parameters for a hash. */
function importParameters(
  key: KeyObject,
  hash: Hash,
): { name: string; hash: Hash } | { name: string; namedCurve: string } {
  if (key.asymmetricKeyType === 'rsa') return { name: 'RSASSA-PKCS1-v1_5', hash };
  const namedCurve = curves[key.asymmetricKeyDetails?.namedCurve ?? ''];
  if (key.asymmetricKeyType !== 'ec' || !namedCurve) {
    throw new Error('the key is neither RSA nor ECDSA on P-256, P-384 or P-521');
  }
  return { name: 'ECDSA', namedCurve };
}

/** @throws Error that says what to do about a key with a passphrase: nobody is there to type it. */
export function privateKeyFrom(pem: string): KeyObject {
  if (pem.includes('ENCRYPTED')) throw new Error('the key has a passphrase: store it without one');
  return createPrivateKey(pem);
}

/** Refuses keys we cannot sign with, and those whose signatures TLS implementations refuse. */
export function assertStrong(key: KeyObject): void {
  importParameters(key, 'SHA-256');
  const { modulusLength } = key.asymmetricKeyDetails ?? {};
  if (modulusLength !== undefined && modulusLength < 2048) throw new Error('an RSA key needs 2048 bits or more');
}

/** A private key ready to sign with the given hash; PKCS#1, SEC 1 and PKCS#8 keys are all fine. */
export async function signingKey(key: KeyObject, hash: Hash): Promise<CryptoKey> {
  const der = key.export({ format: 'der', type: 'pkcs8' });
  return crypto.subtle.importKey('pkcs8', der, importParameters(key, hash), false, ['sign']);
}

/** For example `RSA 4096` or `ECDSA P-256`. */
export function describeKey(key: KeyObject): string {
  if (key.asymmetricKeyType === 'rsa') return `RSA ${key.asymmetricKeyDetails?.modulusLength}`;
  const curve = key.asymmetricKeyDetails?.namedCurve;
  if (key.asymmetricKeyType === 'ec' && curve) return `ECDSA ${curves[curve] ?? curve}`;
  return key.asymmetricKeyType ?? 'unknown';
}
