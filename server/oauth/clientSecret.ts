import { randomBytes } from 'node:crypto';

/** As `MasterKey`. */
interface Cipher {
  encrypt(plain: string, purpose: string): string;
  decrypt(record: string, purpose: string): string;
}

const purposeOf = (clientId: string) => `client secret ${clientId}`;

/** 256 random bits in characters that no encoding of a request changes. */
export const newClientSecret = (): string => randomBytes(32).toString('base64url');

/** A client secret as the database keeps it. */
export const sealSecret = (cipher: Cipher, clientId: string, secret: string): string =>
  cipher.encrypt(secret, purposeOf(clientId));

/** The reverse of `sealSecret`. @throws Error if it was sealed for another client or under another key. */
export const unsealSecret = (cipher: Cipher, clientId: string, sealed: string): string =>
  cipher.decrypt(sealed, purposeOf(clientId));
