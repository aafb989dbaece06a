import { useMemo, useRef, useState } from 'react';
import { heldOrder, sameOrder } from '../../ui/heldOrder.ts';
import type { MapCard } from '../model.ts';
import type { Matrix } from './matrixModel.ts';

type Cards = readonly MapCard[];

const idsOf = (cards: Cards) => cards.map(({ id }) => id);

function held(shown: Cards, wanted: Cards): Cards {
  const cards = new Map(wanted.map((card) => [card.id, card]));
  return heldOrder(idsOf(shown), idsOf(wanted)).flatMap((id) => cards.get(id) ?? []);
}

const isSame = (a: Matrix, b: Matrix) =>
  sameOrder(idsOf(a.rows), idsOf(b.rows)) && sameOrder(idsOf(a.columns), idsOf(b.columns));

/**
 * Rows and columns stay where they are while somebody is in the matrix, with what is new about them; another order waits
 * until it is applied or the matrix is left. Another question (rows, columns, filter) is answered at once.
 */
export function useHeldMatrix(wanted: Matrix, question: string) {
  const [isPointed, setPointed] = useState(false);
  const [isFocused, setFocused] = useState(false);
  const isHeld = isPointed || isFocused;
  const shown = useRef<{ question: string; matrix: Matrix } | null>(null);
  const [applied, setApplied] = useState<Matrix | null>(null);
  const matrix = useMemo(() => {
    const before = shown.current;
    const isKept = isHeld && applied !== wanted && before?.question === question;
    const next = isKept
      ? { rows: held(before.matrix.rows, wanted.rows), columns: held(before.matrix.columns, wanted.columns) }
      : wanted;
    shown.current = { question, matrix: next };
    return next;
  }, [wanted, question, isHeld, applied]);
  return {
    matrix,
    isOrderChanged: matrix !== wanted && !isSame(matrix, wanted),
    apply: () => setApplied(wanted),
    handlers: {
      onPointerEnter: () => setPointed(true),
      onPointerLeave: () => setPointed(false),
      onFocus: () => setFocused(true),
      onBlur: () => setFocused(false),
    },
  };
}
