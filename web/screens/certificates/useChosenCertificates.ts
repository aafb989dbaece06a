import { type RefObject, useEffect, useMemo, useRef, useState } from 'react';
import type { CertificateView } from '../../members/certificateWords.ts';
import { pageAround } from '../../tables/tablePages.ts';
import { type Selection, useSelection } from '../../tables/useSelection.ts';
import type { TableState } from '../../ui/useTableState.ts';

interface ChosenCertificates {
  selection: Selection;
  /** Those chosen, as they are known; null while all that match are being read. */
  chosen: readonly CertificateView[] | null;
  /** Why they could not all be read. */
  problem: unknown;
}

/**
 * Which certificates something is to be done with. Choosing rows shows them all together, in the place of the one that was
 * open; opening a row shows that one and keeps the choice.
 * @param rows undefined where one has not arrived.
 * @param question what the rows answer: nothing is chosen any more with another one.
 * @param readAll every certificate that matches.
 */
export function useChosenCertificates(
  rows: readonly (CertificateView | undefined)[],
  table: TableState,
  question: string,
  { readAll, firstInView }: { readAll: () => Promise<CertificateView[]>; firstInView: RefObject<[number, number]> },
): ChosenCertificates {
  const serials = useMemo(() => rows.map((row) => row?.serial), [rows]);
  const own = useSelection(serials, question, () => pageAround(firstInView.current[0]));
  // What was chosen is known even after it has moved to where rows have not arrived.
  const known = useRef(new Map<string, CertificateView>());
  for (const row of rows) if (row) known.current.set(row.serial, row);

  const [all, setAll] = useState<{ question: string; rows: CertificateView[] | null; problem: unknown } | null>(null);
  const latest = useRef(readAll);
  latest.current = readAll;
  const isAll = own.all;
  const count = rows.length;
  // biome-ignore lint/correctness/useExhaustiveDependencies: with another number of them there are others.
  useEffect(() => {
    if (!isAll) return setAll(null);
    let wanted = true;
    const settle = (found: CertificateView[] | null, problem?: unknown) => {
      if (wanted) setAll({ question, rows: found, problem });
    };
    latest.current().then(settle, (error: unknown) => settle(null, error));
    return () => {
      wanted = false;
    };
  }, [isAll, question, count]);

  const everything = all?.question === question ? all.rows : null;
  const chosen = isAll ? everything : [...own.ids].flatMap((serial) => known.current.get(serial) ?? []);

  const together =
    <Args extends unknown[]>(change: (...args: Args) => void) =>
    (...args: Args) => {
      change(...args);
      if (table.selectedID !== null) table.select(null);
    };
  return {
    selection: {
      ...own,
      toggle: together(own.toggle),
      extendTo: together(own.extendTo),
      togglePage: together(own.togglePage),
      selectAll: together(own.selectAll),
    },
    chosen,
    problem: isAll ? all?.problem : undefined,
  };
}
