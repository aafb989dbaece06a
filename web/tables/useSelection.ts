import { useState } from 'react';
import type { TableSelection } from '../ui/DataTable.tsx';

export interface Selection extends TableSelection {
  ids: ReadonlySet<string>;
  /** All that match, also those that have not arrived. */
  all: boolean;
  count: number;
  selectAll: () => void;
  clear: () => void;
}

const none: ReadonlySet<string> = new Set();

/**
 * Which rows something is to be done with. `question` other than before: nothing is selected any more.
 * @param ids of the rows in order; undefined where one has not arrived.
 * @param pageNow positions of the rows that the box in the head is about.
 */
export function useSelection(
  ids: readonly (string | undefined)[],
  question: string,
  pageNow: () => readonly [number, number],
): Selection {
  const [chosen, setChosen] = useState({ question, ids: none, all: false });
  const [anchor, setAnchor] = useState<string | null>(null);
  // What was selected belongs to the question asked then.
  const own = chosen.question === question ? chosen : { ids: none, all: false };
  const { all } = own;
  const page = () => ids.slice(...pageNow()).filter((id) => id !== undefined);
  const shown = page();
  const onPage = all ? shown.length : shown.filter((id) => own.ids.has(id)).length;
  const choose = (next: ReadonlySet<string>) => setChosen({ question, ids: next, all: false });
  const present = () => new Set(all ? ids.filter((id) => id !== undefined) : own.ids);
  return {
    ids: own.ids,
    all,
    count: all ? ids.length : own.ids.size,
    has: (id) => all || own.ids.has(id),
    page: onPage === 0 ? 'none' : onPage === shown.length ? 'all' : 'some',
    toggle(id) {
      const next = present();
      if (!next.delete(id)) next.add(id);
      setAnchor(id);
      choose(next);
    },
    extendTo(id, order) {
      const to = order.indexOf(id);
      const from = anchor === null ? to : order.indexOf(anchor);
      const start = from === -1 ? to : from;
      const next = present();
      for (const each of order.slice(Math.min(start, to), Math.max(start, to) + 1)) next.add(each);
      choose(next);
    },
    togglePage() {
      const now = page();
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
