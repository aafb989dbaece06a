import type { ApolloClient } from '@apollo/client';
import { csvLine, toCsv } from '../export/csv.ts';
import { ActivityDocument, type ActivityFilter, type ActivityQuery } from '../graphql.generated.ts';
import { actorName, type Entry, entryInWords, reasonOf } from './activityWords.ts';
import { resultOf } from './resultOf.ts';

const head = [
  'entry',
  'time',
  'actor',
  'actor type',
  'actor id',
  'action',
  'in words',
  'objects',
  'result',
  'reason',
  'correlation id',
  'before',
  'after',
  'impact',
];

const asText = (value: unknown): string => (value === null || value === undefined ? '' : JSON.stringify(value));

function csvOf(entry: Entry): string {
  const { sequence, at, actor, action, objects, correlationID, before, after, impact } = entry;
  return csvLine([
    ...[sequence, at, actorName(actor), actor.type, actor.id, action, entryInWords(entry)],
    objects.map(({ kind, name }) => `${kind.toLowerCase()} ${name}`).join('; '),
    ...[resultOf(entry).word, reasonOf(entry), correlationID, asText(before), asText(after), asText(impact)],
  ]);
}

const jsonOf = (entry: Entry): string => {
  const { __typename: _, ...plain } = entry as Entry & { __typename?: string };
  return `${JSON.stringify(plain, (key, value) => (key === '__typename' ? undefined : value))}\n`;
};

export type ActivityFormat = 'csv' | 'jsonl';

/**
 * Everything that matches, page by page, newest first; what is appended meanwhile is left out, so that no page shifts.
 * @param told how many are there so far, of how many.
 */
export async function collectActivity(
  apollo: Pick<ApolloClient, 'query'>,
  filter: ActivityFilter,
  format: ActivityFormat,
  told: (done: number, total: number) => void,
): Promise<{ parts: string[]; count: number }> {
  const parts = format === 'csv' ? [toCsv(head, [])] : [];
  let frozen = filter;
  let after: string | null = null;
  let count = 0;
  do {
    const { data }: { data?: ActivityQuery | undefined } = await apollo.query({
      query: ActivityDocument,
      variables: { objectID: null, filter: frozen, first: 100, after },
      fetchPolicy: 'no-cache',
    });
    if (!data) throw new Error('The activity came back empty');
    const { data: entries, totalCount, pageInfo }: ActivityQuery['activity'] = data.activity;
    if (after === null && entries[0]) frozen = { ...filter, untilSequence: entries[0].sequence };
    parts.push(entries.map(format === 'csv' ? csvOf : jsonOf).join(''));
    count += entries.length;
    told(count, Math.max(count, totalCount));
    after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
  } while (after !== null);
  return { parts, count };
}
