import type { CertificateState } from './certificateState.ts';
import type { RuntimeConnectionState } from './runtimeState.ts';

interface Judged {
  state: RuntimeConnectionState;
  certificate: { state: CertificateState } | null;
}

/** Runtimes of a scenario that are not well, each once. */
export interface ScenarioAttention {
  failed: number;
  attention: number;
}

/** What is the matter with a Runtime; null if nothing is, or if it has never been connected. */
export function troubleOf({ state, certificate }: Judged): keyof ScenarioAttention | null {
  switch (state) {
    case 'FAILED':
    case 'CERTIFICATE_EXPIRED':
    case 'REVOKED':
      return 'failed';
    case 'STALE':
      return 'attention';
    case 'CONNECTED':
      return certificate?.state === 'OVERDUE' || certificate?.state === 'CRITICAL' ? 'attention' : null;
    case 'NOT_CONNECTED':
      return null;
  }
}

/**
 * What of each scenario needs attention, by the scenario as memberships name it; one in which all is well is missing. A
 * connection is in trouble only through its Runtime, which is in every scenario the two share: counting Runtimes counts
 * each cause once, however many connections wait for it.
 */
export function attentionByScenario(
  runtimes: Iterable<Judged & { memberships: readonly { scenario: string }[] }>,
): ReadonlyMap<string, ScenarioAttention> {
  const counts = new Map<string, ScenarioAttention>();
  for (const runtime of runtimes) {
    const trouble = troubleOf(runtime);
    if (trouble === null) continue;
    for (const { scenario } of runtime.memberships) {
      const count = counts.get(scenario) ?? { failed: 0, attention: 0 };
      count[trouble] += 1;
      counts.set(scenario, count);
    }
  }
  return counts;
}
