import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** Encrypts what must not lie readable in the database (product.md section 8). */
export interface MasterKey {
  /** First eight hexadecimal digits of the key's SHA-256; part of every record, so that a key can be replaced. */
  readonly id: string;
  /** AES-256-GCM. `purpose` is bound to the record: it cannot be decrypted as anything else. */
  encrypt(plain: string, purpose: string): string;
  /** @throws Error if the record was made with another key, for another purpose, or was changed. */
  decrypt(record: string, purpose: string): string;
  /** A secret of its own for each purpose: 32 bytes in hexadecimal, the same after every start (HKDF, RFC 5869). */
  derive(purpose: string): string;
}

const keyBytes = 32;
const cipher = 'aes-256-gcm';

/** Reads the key file, or makes it with mode 0600. Of two processes that start at once, one makes it. */
export function openMasterKey(file: string): MasterKey {
  if (!existsSync(file)) createKeyFile(file);
  const key = Buffer.from(readFileSync(file, 'utf8').trim(), 'base64');
  if (key.length !== keyBytes) throw new Error(`${file} is not a master key: ${keyBytes} bytes in base64 are expected`);
  const id = createHash('sha256').update(key).digest('hex').slice(0, 8);

  return {
    id,
    derive: (purpose) => Buffer.from(hkdfSync('sha256', key, '', purpose, 32)).toString('hex'),
    encrypt(plain, purpose) {
      const iv = randomBytes(12);
      const encryption = createCipheriv(cipher, key, iv).setAAD(Buffer.from(purpose));
      const secret = Buffer.concat([encryption.update(plain, 'utf8'), encryption.final()]);
      return ['v1', id, ...[iv, encryption.getAuthTag(), secret].map((part) => part.toString('base64'))].join(':');
    },
    decrypt(record, purpose) {
      const [version, keyId, ...parts] = record.split(':');
      if (version !== 'v1' || parts.length !== 3) throw new Error('the record is not an encrypted one');
      if (keyId !== id) throw new Error(`the record was encrypted under master key ${keyId}, the present one is ${id}`);
      const [iv, tag, secret] = parts.map((part) => Buffer.from(part, 'base64')) as [Buffer, Buffer, Buffer];
      const decryption = createDecipheriv(cipher, key, iv, { authTagLength: 16 })
        .setAAD(Buffer.from(purpose))
        .setAuthTag(tag);
      return Buffer.concat([decryption.update(secret), decryption.final()]).toString('utf8');
    },
  };
}

/** A link appears complete or not at all, and never replaces a file another process has made meanwhile. */
function createKeyFile(file: string): void {
  mkdirSync(dirname(file), { recursive: true });
  const draft = `${file}.${process.pid}.${randomBytes(4).toString('hex')}`;
  writeFileSync(draft, `${randomBytes(keyBytes).toString('base64')}\n`, { mode: 0o600, flag: 'wx' });
  try {
    linkSync(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(draft);
  }
}
