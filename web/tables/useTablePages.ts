import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useLiveSnapshot } from '../live/landscape.ts';
import type { RemoteRows } from '../ui/DataTable.tsx';
import { inPlace, isReordered, pagesOf, rowsOf, type TableAnswer, type TablePages, withAnswers } from './tablePages.ts';

export type FetchPage<Row> = (page: { after: string | null; facets: boolean }) => Promise<TableAnswer<Row>>;

interface Shown<Row> {
  /** Whose answer this is. */
  fetchPage: FetchPage<Row> | null;
  pages: TablePages<Row> | null;
  /** Another order that waits until the pointer has left. */
  waiting: ReadonlyMap<number, TableAnswer<Row>> | null;
  error: unknown;
}

/** Changes that follow each other are shown together. In milliseconds. */
const shortestPause = 1000;
/** States move with time, even if nothing is sent. */
const longestPause = 30_000;

/**
 * Keeps the part of a table that is in view current: pages are fetched as they come into view, and again with every change
 * of the landscape. While the pointer is in the table, rows change where they stand, and another order waits.
 * @param fetchPage asks the question; another function is another question.
 */
export function useTablePages<Row extends { id: string }>(fetchPage: FetchPage<Row>) {
  const [shown, setShown] = useState<Shown<Row>>({ fetchPage: null, pages: null, waiting: null, error: undefined });
  const latest = useRef(shown);
  const range = useRef<[number, number]>([0, 0]);
  const holding = useRef(false);
  const asked = useRef({ fetchPage, at: 0 });
  const { landscape } = useLiveSnapshot();
  const answered = useRef<{ fetchPage: unknown; landscape: unknown }>({ fetchPage: null, landscape: null });

  const show = useCallback((next: Shown<Row>) => {
    latest.current = next;
    setShown(next);
  }, []);

  const load = useCallback(
    async (pages: readonly number[], everythingIsOld: boolean) => {
      asked.current = { fetchPage, at: Date.now() };
      const known = latest.current.fetchPage === fetchPage ? latest.current.pages : null;
      const wanted = known ? pages.filter((page) => page === 0 || page < known.cursors.length) : [0];
      try {
        const answers = new Map(
          await Promise.all(
            wanted.map(async (page, index) => {
              const after = page === 0 ? null : (known?.cursors[page] ?? null);
              return [page, await fetchPage({ after, facets: everythingIsOld && index === 0 })] as const;
            }),
          ),
        );
        if (asked.current.fetchPage !== fetchPage) return;
        const before = latest.current.fetchPage === fetchPage ? latest.current.pages : null;
        const own = { fetchPage, error: undefined };
        if (before && everythingIsOld && holding.current && isReordered(before, answers)) {
          show({ ...own, pages: inPlace(before, answers), waiting: answers });
        } else show({ ...own, pages: withAnswers(before, answers, everythingIsOld), waiting: null });
      } catch (error) {
        if (asked.current.fetchPage === fetchPage) show({ ...latest.current, error });
      }
    },
    [fetchPage, show],
  );
  const refresh = useCallback(() => load(pagesOf(...range.current), true), [load]);

  // A new question is asked at once; a change of the landscape a moment after the last one.
  useEffect(() => {
    const isNew = answered.current.fetchPage !== fetchPage;
    if (!isNew && answered.current.landscape === landscape) return;
    const pause = isNew ? 0 : asked.current.at + shortestPause - Date.now();
    const timer = setTimeout(() => {
      answered.current = { fetchPage, landscape };
      void refresh();
    }, pause);
    return () => clearTimeout(timer);
  }, [refresh, fetchPage, landscape]);
  useEffect(() => {
    const timer = setInterval(() => void refresh(), longestPause);
    return () => clearInterval(timer);
  }, [refresh]);

  const apply = useCallback(() => {
    const { pages, waiting } = latest.current;
    if (waiting) show({ ...latest.current, pages: withAnswers(pages, waiting, true), waiting: null });
  }, [show]);
  const onRange = useCallback(
    (first: number, last: number) => {
      range.current = [first, last];
      const { pages } = latest.current;
      const missing = pages ? pagesOf(first, last).filter((page) => !pages.fresh.has(page)) : [];
      if (missing.length > 0 && latest.current.fetchPage === fetchPage) void load(missing, false);
    },
    [fetchPage, load],
  );
  const onHold = useCallback(
    (held: boolean) => {
      holding.current = held;
      if (!held) apply();
    },
    [apply],
  );

  const { pages, error, waiting } = shown;
  const rows = useMemo(() => (pages ? rowsOf(pages) : []), [pages]);
  const remote: RemoteRows = { onRange, onHold, orderChanged: waiting !== null, onApply: apply };
  return { pages, rows, error, remote, refresh, isCurrent: shown.fetchPage === fetchPage, firstInView: range };
}

/** Every row that matches, page after page. */
export async function fetchAll<Row>(fetchPage: FetchPage<Row>): Promise<Row[]> {
  const first = await fetchPage({ after: null, facets: false });
  const rows = [...first.data];
  for (const after of first.pageCursors.slice(1)) rows.push(...(await fetchPage({ after, facets: false })).data);
  return rows;
}
