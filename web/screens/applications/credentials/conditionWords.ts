import type { PackageInstanceAuthStatusCondition } from '../../../graphql.generated.ts';
import type { StateFamily } from '../../../ui/StateGlyph.tsx';

const findings: Readonly<Record<PackageInstanceAuthStatusCondition, { family: StateFamily; word: string }>> = {
  PENDING: { family: 'pending', word: 'Waits to be provided' },
  SUCCEEDED: { family: 'connected', word: 'In use' },
  FAILED: { family: 'failed', word: 'Refused' },
  UNUSED: { family: 'attention', word: 'Given back, to be deleted' },
};

/** The state of a request for credentials. */
export const conditionFinding = (condition: PackageInstanceAuthStatusCondition) => findings[condition];
