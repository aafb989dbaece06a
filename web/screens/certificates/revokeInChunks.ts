import type { CertificateView } from '../../members/certificateWords.ts';

export type Revocable = Pick<CertificateView, 'serial' | 'owner'>;

export interface Failure {
  certificate: Revocable;
  error: unknown;
}

/** As many as a server takes all or none of without keeping others from writing for long. */
const chunkSize = 50;

/**
 * Has certificates revoked chunk by chunk. The server takes all of a chunk or none: one that it refuses is gone through
 * again one by one, so that each has a result of its own and what is refused for one keeps no other.
 * @param onProgress after every chunk: how many are settled, and which of them failed.
 */
export async function revokeInChunks(
  certificates: readonly Revocable[],
  revoke: (serials: string[]) => Promise<unknown>,
  onProgress: (settled: number, failures: readonly Failure[]) => void,
): Promise<void> {
  const failures: Failure[] = [];
  const alone = async (certificate: Revocable) => {
    try {
      await revoke([certificate.serial]);
    } catch (error) {
      failures.push({ certificate, error });
    }
  };
  for (let start = 0; start < certificates.length; start += chunkSize) {
    const chunk = certificates.slice(start, start + chunkSize);
    try {
      await revoke(chunk.map(({ serial }) => serial));
    } catch (error) {
      if (chunk.length === 1) failures.push({ certificate: chunk[0]!, error });
      else for (const certificate of chunk) await alone(certificate);
    }
    onProgress(start + chunk.length, [...failures]);
  }
}
