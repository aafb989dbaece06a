import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react';

/** What layouts other than those of a table take from it in some browsers. */
const roles = [
  ['table', 'table'],
  ['thead, tbody', 'rowgroup'],
  ['tr', 'row'],
  ['thead th', 'columnheader'],
  ['tbody th', 'rowheader'],
  ['td', 'cell'],
] as const;

const selectorAll = <Found extends Element>(within: Element, selector: string) => [
  ...within.querySelectorAll<Found>(selector),
];

/** Names each cell by its column's heading, in `data-label`, unless it spans several or the heading is for the ear only. */
function labelCells(table: HTMLTableElement): void {
  const headings = selectorAll<HTMLTableCellElement>(table, 'thead th').map((head) =>
    head.querySelector('.visually-hidden') ? '' : (head.textContent ?? ''),
  );
  for (const cell of selectorAll<HTMLTableCellElement>(table, 'tbody td')) {
    const label = cell.colSpan === 1 ? headings[cell.cellIndex] : '';
    if (label) cell.dataset['label'] = label;
    else delete cell.dataset['label'];
  }
}

function layOut(frame: HTMLElement): void {
  const table = frame.querySelector('table');
  if (!table) return;
  frame.dataset['reflow'] = 'rows';
  if (table.offsetWidth <= frame.clientWidth) return;
  for (const [selector, role] of roles) {
    for (const element of selectorAll(frame, `:is(${selector}):not([role])`)) element.setAttribute('role', role);
  }
  labelCells(table);
  frame.dataset['reflow'] = 'blocks';
}

/**
 * Of the frame of a table: sets its `data-reflow` to `blocks` while the columns need more room than it has, else to
 * `rows`. The table keeps its roles either way.
 */
export function useReflow(): RefObject<HTMLDivElement | null> {
  const ref = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (ref.current) layOut(ref.current);
  });
  useEffect(() => {
    const frame = ref.current;
    if (!frame) return;
    let next = 0;
    // Within the observer's own turn the change of height would be one more turn.
    const observer = new ResizeObserver(() => {
      cancelAnimationFrame(next);
      next = requestAnimationFrame(() => layOut(frame));
    });
    observer.observe(frame);
    // Rows that draw themselves anew may need more room.
    for (const table of frame.children) observer.observe(table);
    return () => {
      cancelAnimationFrame(next);
      observer.disconnect();
    };
  }, []);
  return ref;
}
