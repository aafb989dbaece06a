import { counted } from '../changes/describe.ts';
import type { LiveRuntime } from '../live/landscape.ts';
import { InspectorSentence } from '../ui/Inspector.tsx';

/** Said until the Runtime has fetched (product.md 4, What a lost certificate means). */
export function UnenforcedRemovals({ runtime }: { runtime: LiveRuntime | undefined }) {
  if (!runtime || runtime.unenforcedRemovals === 0) return null;
  return (
    <InspectorSentence>
      {counted(runtime.unenforcedRemovals, 'removal')} not enforced there yet: {runtime.name} has not fetched its
      configuration since.
    </InspectorSentence>
  );
}
