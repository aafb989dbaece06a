import { useMutation } from '@apollo/client/react';
import { useState } from 'react';
import { describeError } from '../../errors.ts';
import { RevokeCertificateDocument, RevokeCertificateWhenReplacedDocument } from '../../graphql.generated.ts';
import type { CertificateView } from '../../members/certificateWords.ts';

interface Failure {
  certificate: CertificateView;
  message: string;
}

interface RevokeProgress {
  state: 'RUNNING' | 'FINISHED';
  total: number;
  done: number;
  failures: readonly Failure[];
}

/** Revokes certificates one by one, so that one that is refused stops no other; null until it has begun. */
export function useRevokeMany(): [
  RevokeProgress | null,
  (certificates: readonly CertificateView[], later: boolean) => Promise<void>,
] {
  const [revoke] = useMutation(RevokeCertificateDocument);
  const [revokeLater] = useMutation(RevokeCertificateWhenReplacedDocument);
  const [progress, setProgress] = useState<RevokeProgress | null>(null);

  async function start(certificates: readonly CertificateView[], later: boolean) {
    const failures: Failure[] = [];
    const total = certificates.length;
    setProgress({ state: 'RUNNING', total, done: 0, failures });
    for (const [index, certificate] of certificates.entries()) {
      try {
        await (later ? revokeLater : revoke)({ variables: { serial: certificate.serial } });
      } catch (error) {
        failures.push({ certificate, message: describeError(error).message });
      }
      const settled = index + 1;
      setProgress({
        state: settled === total ? 'FINISHED' : 'RUNNING',
        total,
        done: settled - failures.length,
        failures: [...failures],
      });
    }
  }
  return [progress, start];
}
