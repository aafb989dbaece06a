import { useMutation } from '@apollo/client/react';
import { useState } from 'react';
import { RevokeCertificatesDocument, RevokeCertificatesWhenReplacedDocument } from '../../graphql.generated.ts';
import { type Failure, type Revocable, revokeInChunks } from './revokeInChunks.ts';

interface RevokeProgress {
  state: 'RUNNING' | 'FINISHED';
  total: number;
  done: number;
  failures: readonly Failure[];
}

/** Revokes many certificates, each with a result of its own; null until it has begun. */
export function useRevokeMany(): [
  RevokeProgress | null,
  (certificates: readonly Revocable[], later: boolean) => Promise<void>,
] {
  const [revoke] = useMutation(RevokeCertificatesDocument);
  const [revokeLater] = useMutation(RevokeCertificatesWhenReplacedDocument);
  const [progress, setProgress] = useState<RevokeProgress | null>(null);

  async function start(certificates: readonly Revocable[], later: boolean) {
    const total = certificates.length;
    const ask = (serials: string[]) => (later ? revokeLater : revoke)({ variables: { serials } });
    setProgress({ state: 'RUNNING', total, done: 0, failures: [] });
    await revokeInChunks(certificates, ask, (settled, failures) =>
      setProgress({
        state: settled === total ? 'FINISHED' : 'RUNNING',
        total,
        done: settled - failures.length,
        failures,
      }),
    );
  }
  return [progress, start];
}
