import { useQuery } from '@apollo/client/react';
import { formatExact, formatRelative } from '../../../format/moments.ts';
import { LastFetchDocument, type OfferedFetchFragment } from '../../../graphql.generated.ts';
import { useRefetchOnChange } from '../../../members/useRefetchOnChange.ts';
import { Button } from '../../../ui/Button.tsx';
import { Facts } from '../../../ui/Facts.tsx';
import { Panel } from '../../../ui/Panel.tsx';
import { StateGlyph } from '../../../ui/StateGlyph.tsx';
import { fetchFinding } from './offerWords.ts';

interface FetchPanelProps {
  /** Of the definition or document. */
  id: string;
  fetch: OfferedFetchFragment;
  now: number;
  /** Null if nobody may or can ask for it. */
  onRefetch: (() => void) | null;
  running: boolean;
}

const modeWords = { SINGLE: 'the text itself', PACKAGE: 'an archive', INDEX: 'an index of files' } as const;

/** Where a text comes from and what became of the last attempt. */
export function FetchPanel({ id, fetch, now, onRefetch, running }: FetchPanelProps) {
  const at = Date.parse(fetch.status.timestamp);
  const failed = fetch.status.condition === 'FAILED';
  const { data, refetch } = useQuery(LastFetchDocument, {
    variables: { id },
    skip: !failed,
    fetchPolicy: 'network-only',
  });
  useRefetchOnChange(fetch.status.timestamp, refetch);
  return (
    <Panel
      title="Fetched by Compass"
      aside={
        onRefetch && (
          <Button size="small" icon="i-retry" disabled={running} onClick={onRefetch}>
            {running ? 'Fetching…' : 'Fetch again'}
          </Button>
        )
      }
    >
      <Facts
        facts={[
          { term: 'From', value: <code>{fetch.url}</code> },
          { term: 'There is', value: modeWords[fetch.mode] },
          fetch.filter !== null && { term: 'File', value: <code>{fetch.filter}</code> },
          {
            term: 'Last attempt',
            value: <StateGlyph {...fetchFinding(fetch)} />,
            detail: `${formatExact(at)}, ${formatRelative(at, now)}`,
          },
          failed && {
            term: 'Because',
            value: reasonIn(data?.activity.data[0]?.after) ?? '…',
            detail: 'What was there before stays.',
          },
        ]}
      />
    </Panel>
  );
}

/** The reason the activity log keeps of a fetch that failed. */
function reasonIn(after: unknown): string | null {
  const { message } = (typeof after === 'object' && after !== null ? after : {}) as { message?: unknown };
  return typeof message === 'string' ? message : null;
}
