import type { ApolloClient } from '@apollo/client';
import { expect, test } from 'vitest';
import type { Entry } from './activityWords.ts';
import { collectActivity } from './exportActivity.ts';

const entry = (sequence: number, name: string): Entry => ({
  ...{ sequence, at: '2026-11-19T14:32:00Z', action: 'application.registered', correlationID: 'c' },
  actor: { type: 'USER', id: 'mara', name: '=Mara' },
  objects: [{ kind: 'APPLICATION', id: 'a', name }],
  ...{ summary: null, before: null, after: { name }, impact: null },
});

function pages(entries: Entry[], size: number) {
  const asked: Record<string, unknown>[] = [];
  const query = async ({ variables }: { variables: { after: string | null; filter: object } }) => {
    asked.push(variables.filter as Record<string, unknown>);
    const from = Number(variables.after ?? 0);
    const data = entries.slice(from, from + size);
    const pageInfo = { endCursor: String(from + size), hasNextPage: from + size < entries.length };
    return { data: { activity: { data, totalCount: entries.length, pageInfo } } };
  };
  return { asked, apollo: { query } as unknown as Pick<ApolloClient, 'query'> };
}

const entries = [entry(5, 'orders'), entry(4, 'a, "b"'), entry(2, 'crm')];

test('takes every page, as the log was when it began', async () => {
  const { apollo, asked } = pages(entries, 2);
  const progress: number[][] = [];
  const { parts, count } = await collectActivity(apollo, { since: 'x' }, 'jsonl', (...told) => progress.push(told));
  const lines = parts.join('').trim().split('\n');
  expect(lines.map((line) => JSON.parse(line))).toEqual(entries);
  expect(count).toBe(3);
  expect(asked).toEqual([{ since: 'x' }, { since: 'x', untilSequence: 5 }]);
  expect(progress).toEqual([
    [2, 3],
    [3, 3],
  ]);
});

test('a table has exact times, and defuses what a spreadsheet would run', async () => {
  const { parts } = await collectActivity(pages(entries, 2).apollo, {}, 'csv', () => undefined);
  const [head, first, second] = parts.join('').split('\r\n');
  expect(head).toContain('entry,time,actor');
  expect(first).toBe(
    `5,2026-11-19T14:32:00Z,'=Mara,USER,mara,application.registered,Registered application,application orders,Done,,c,,"{""name"":""orders""}",`,
  );
  expect(second).toContain('"application a, ""b"""');
});

test('nothing that matches makes a table with a head alone', async () => {
  const { parts, count } = await collectActivity(pages([], 2).apollo, {}, 'csv', () => undefined);
  expect([parts.join('').trim().split('\r\n').length, count]).toEqual([1, 0]);
});
