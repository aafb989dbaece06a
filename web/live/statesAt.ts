import { type CertificateThresholds, certificateState } from '../../landscape/certificateState.ts';
import { runtimeState } from '../../landscape/runtimeState.ts';
import type { LiveLandscape, LiveRuntime } from './liveLandscape.ts';

/**
 * States of Runtimes and certificates as of `now`, which move with the clock while nothing is sent. What does not
 * change keeps its identity, the landscape itself included.
 */
export function statesAt(landscape: LiveLandscape, now: number, staleAfterMs: number): LiveLandscape {
  const { certificateThresholds: thresholds } = landscape;
  const runtimes = landscape.runtimes.map((runtime) => runtimeAt(runtime, { now, staleAfterMs, thresholds }));
  return runtimes.every((runtime, index) => runtime === landscape.runtimes[index])
    ? landscape
    : { ...landscape, runtimes };
}

interface Judging {
  now: number;
  staleAfterMs: number;
  thresholds: CertificateThresholds;
}

function runtimeAt(runtime: LiveRuntime, { now, staleAfterMs, thresholds }: Judging): LiveRuntime {
  const { certificate } = runtime;
  if (!certificate) return runtime;
  const revoked = runtime.state === 'REVOKED';
  const state = runtimeState(
    {
      certificate: { notAfter: certificate.notAfter, revoked },
      lastContactAt: runtime.lastContactAt,
      failed: runtime.state === 'FAILED',
    },
    now,
    staleAfterMs,
  );
  const judged = certificateState(
    {
      notBefore: certificate.notBefore,
      notAfter: certificate.notAfter,
      revoked: certificate.state === 'REVOKED',
      superseded: certificate.state === 'SUPERSEDED',
      // Before its time it is overdue only because a renewal failed, and then it stays so.
      renewalFailedAt: certificate.state === 'OVERDUE' ? now : null,
    },
    now,
    thresholds,
  );
  if (state === runtime.state && judged === certificate.state) return runtime;
  return { ...runtime, state, certificate: { ...certificate, state: judged } };
}
