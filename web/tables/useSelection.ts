import { type RefObject, useState } from 'react';
import type { TableSelection } from '../ui/DataTable.tsx';
import { pageSize } from './tablePages.ts';

export interface Selection extends TableSelection {
  ids: ReadonlySet<string>;
  /** All that match, also those that have not arrived. */
  all: boolean;
  count: number;
  selectAll: () => void;
  clear: () => void;
}

const none: ReadonlySet<string> = new Set();

/** Which rows something is to be done with. `question` other than before: nothing is selected any more. */
export function useSelection<Row extends { id: string }>(
  rows: readonly (Row | undefined)[],
  question: string,
  range: RefObject<[number, number]>,
): Selection {
  const [chosen, setChosen] = useState({ question, ids: none, all: false });
  const [anchor, setAnchor] = useState<string | null>(null);
  // What was selected belongs to the question asked then.
  const { ids, all } = chosen.question === question ? chosen : { ids: none, all: false };

  const known = rows.filter((row) => row !== undefined);
  const page = () => {
    const from = Math.floor(range.current[0] / pageSize) * pageSize;
    return rows.slice(from, from + pageSize).filter((row) => row !== undefined);
  };
  const shownIDs = page().map(({ id }) => id);
  const onPage = all ? shownIDs.length : shownIDs.filter((id) => ids.has(id)).length;
  const choose = (next: ReadonlySet<string>) => setChosen({ question, ids: next, all: false });
  const present = () => new Set(all ? known.map(({ id }) => id) : ids);
  return {
    ids,
    all,
    count: all ? rows.length : ids.size,
    has: (id) => all || ids.has(id),
    page: onPage === 0 ? 'none' : onPage === shownIDs.length ? 'all' : 'some',
    toggle(id) {
      const next = present();
      if (!next.delete(id)) next.add(id);
      setAnchor(id);
      choose(next);
    },
    extendTo(id) {
      const [from, to] = [anchor, id].map((each) => known.findIndex((row) => row.id === each)) as [number, number];
      const start = from === -1 ? to : from;
      const next = present();
      for (const row of known.slice(Math.min(start, to), Math.max(start, to) + 1)) next.add(row.id);
      choose(next);
    },
    togglePage() {
      const now = page().map((row) => row.id);
      const next = present();
      const complete = now.every((each) => next.has(each));
      for (const each of now) {
        if (complete) next.delete(each);
        else next.add(each);
      }
      choose(next);
    },
    selectAll: () => setChosen({ question, ids: none, all: true }),
    clear: () => choose(none),
  };
}
