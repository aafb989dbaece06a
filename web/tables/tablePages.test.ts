import { expect, it } from 'vitest';
import { inPlace, isReordered, pagesOf, rowsOf, type TableAnswer, withAnswers } from './tablePages.ts';

interface Row {
  id: string;
  state: string;
}

const answer = (ids: string[], totalCount = ids.length, state = 'old'): TableAnswer<Row> => ({
  ...{ totalCount, unfilteredCount: totalCount, pageCursors: [], at: '2026-11-19T14:32:00Z' },
  data: ids.map((id) => ({ id, state })),
});
const first = (given: TableAnswer<Row>) => new Map([[0, given]]);

it('asks for the pages that the rows in view are on', () => {
  expect(pagesOf(0, 20)).toEqual([0]);
  expect(pagesOf(95, 305)).toEqual([0, 1, 2, 3]);
  expect(pagesOf(0, 0)).toEqual([0]);
});

it('leaves a place for every row, also for those that have not arrived', () => {
  const pages = withAnswers<Row>(null, first(answer(['a', 'b'], 250)), true);
  const rows = pages === null ? [] : rowsOf(pages);
  expect(rows).toHaveLength(250);
  expect(rows.slice(0, 3).map((row) => row?.id)).toEqual(['a', 'b', undefined]);
});

it('forgets pages that are no longer there, and what is no longer fresh is fetched again', () => {
  const two = withAnswers<Row>(null, new Map([...first(answer(['a'], 150)), [1, answer(['z'], 150)]]), true);
  const fewer = withAnswers(two, first(answer(['a'], 90)), true);
  expect([...(fewer?.pages.keys() ?? [])]).toEqual([0]);
  const same = withAnswers(two, first(answer(['a'], 150)), true);
  expect([[...(same?.pages.keys() ?? [])], [...(same?.fresh ?? [])]]).toEqual([[0, 1], [0]]);
});

it('shows what is new about a row where it stands while another order waits', () => {
  const shown = withAnswers<Row>(null, first(answer(['a', 'b'])), true);
  const next = first(answer(['b', 'c'], 2, 'new'));
  expect(shown && isReordered(shown, next)).toBe(true);
  expect(shown && rowsOf(inPlace(shown, next))).toEqual([
    { id: 'a', state: 'old' },
    { id: 'b', state: 'new' },
  ]);
});
