import { type Page, type PageRequest, pageCursors, pageFrom } from '../shared/page.ts';
import type { TableFilter } from './filter.ts';
import type { ApplicationLine, RuntimeLine, ScenarioLine } from './rows.ts';
import { type Facet, facetsOf, selectRows, type TableOrder, type TableWords } from './table.ts';

interface Answer<Row> extends Page<Row> {
  unfilteredCount: number;
  pageCursors: string[];
  /** Counted only if asked for. */
  facets: () => Facet[];
  at: number;
}

export type ApplicationAnswer = Answer<ApplicationLine>;
export type RuntimeAnswer = Answer<RuntimeLine>;
export type ScenarioAnswer = Answer<ScenarioLine>;

/** One page of a table as of `now`. @throws InvalidData for a filter or an order that cannot be read. */
export function answerOf<Row>(
  rows: readonly Row[],
  words: TableWords<Row>,
  question: { filter: TableFilter; order: TableOrder; now: number },
  page: PageRequest,
): Answer<Row> {
  const matching = selectRows(rows, words, question);
  return {
    ...pageFrom(matching, page),
    unfilteredCount: rows.length,
    pageCursors: pageCursors(matching.length, page),
    facets: () => facetsOf(rows, words, question.filter, question.now),
    at: question.now,
  };
}
