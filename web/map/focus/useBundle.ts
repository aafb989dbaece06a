import { useCallback, useMemo, useState } from 'react';
import type { MapLine } from '../model.ts';
import type { Workspace } from '../workspace.ts';
import type { Ego } from './ego.ts';

/** A selected line that stands for several, which is not a pair of cards: it is selected here only. */
export function useBundle({ selection, onSelect: onSelectCards }: Workspace, ego: Ego) {
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const bundle = useMemo(
    (): MapLine | null =>
      ego.lines.find(
        ({ id, applicationID, runtimeID }) =>
          ego.bundles.has(id) && chosen[0] === applicationID && chosen[1] === runtimeID,
      ) ?? null,
    [ego, chosen],
  );
  const onSelect = useCallback(
    (ids: readonly string[]) => {
      const isBundle = ids.some((id) => id.startsWith('group:'));
      setChosen(isBundle ? ids : []);
      onSelectCards(isBundle ? [] : ids);
    },
    [onSelectCards],
  );
  return { bundle, selection: bundle ? chosen : selection, onSelect };
}
