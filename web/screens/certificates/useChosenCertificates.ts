import { useMemo } from 'react';
import type { CertificateView } from '../../members/certificateWords.ts';
import { useSelection } from '../../tables/useSelection.ts';
import type { TableSelection } from '../../ui/DataTable.tsx';
import type { TableState } from '../../ui/useTableState.ts';

interface ChosenCertificates {
  selection: TableSelection;
  clear: () => void;
  chosen: readonly CertificateView[];
  /** The row that was opened. */
  opened: CertificateView | undefined;
  /** The one the inspector is about: opened, or the only one chosen. */
  single: CertificateView | undefined;
}

/**
 * Which certificates something is to be done with. Choosing rows shows them all together, in the place of the one that was
 * open; opening a row shows that one and keeps the choice.
 * @param question what the rows answer: nothing is chosen any more with another one.
 */
export function useChosenCertificates(
  all: readonly CertificateView[],
  table: TableState,
  question: string,
): ChosenCertificates {
  const serials = useMemo(() => all.map(({ serial }) => serial), [all]);
  const { ids, clear, ...own } = useSelection(serials, question, () => [0, serials.length]);
  const chosen = all.filter(({ serial }) => ids.has(serial));
  const opened = all.find(({ serial }) => serial === table.selectedID);
  const together =
    <Args extends unknown[]>(change: (...args: Args) => void) =>
    (...args: Args) => {
      change(...args);
      if (table.selectedID !== null) table.select(null);
    };
  return {
    selection: {
      has: own.has,
      page: own.page,
      toggle: together(own.toggle),
      extendTo: together(own.extendTo),
      togglePage: together(own.togglePage),
    },
    clear,
    chosen,
    opened,
    single: opened ?? (chosen.length === 1 ? chosen[0] : undefined),
  };
}
