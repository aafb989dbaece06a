import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { ActivityFeed } from '../../activity/ActivityFeed.tsx';
import { ActivityTable } from '../../activity/ActivityTable.tsx';
import { activityFilterOf, activityTokenKeys } from '../../activity/activityTokens.ts';
import { useActivity } from '../../activity/useActivity.ts';
import { useReadingHold } from '../../activity/useReadingHold.ts';
import { explain } from '../../errors.ts';
import { formatCount } from '../../format/counts.ts';
import { TimeZoneSwitch } from '../../preferences/TimeZoneSwitch.tsx';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { FilterField } from '../../ui/FilterField.tsx';
import { parseFilter, printFilter } from '../../ui/filterTokens.ts';
import { Page } from '../../ui/Page.tsx';
import { QueryState } from '../../ui/QueryState.tsx';
import { Segmented } from '../../ui/Segmented.tsx';
import { StateGlyph } from '../../ui/StateGlyph.tsx';
import styles from './ActivityScreen.module.css';
import { ActivityViews } from './ActivityViews.tsx';
import { ExportActivity } from './ExportActivity.tsx';

const shape = { columns: 6, rows: 12 };

/** Who did what, and what it did: the append-only log. Filter, form and open entry are in the address. */
export function ActivityScreen() {
  const search: Record<string, unknown> = useSearch({ strict: false });
  const navigate = useNavigate();
  const text = typeof search['q'] === 'string' ? search['q'] : '';
  const form = search['as'] === 'feed' ? 'feed' : 'table';
  const openEntry = typeof search['entry'] === 'number' ? search['entry'] : null;
  const { held, hold, toNewest } = useReadingHold();
  const query = useMemo(() => parseFilter(text, activityTokenKeys), [text]);
  // A length back from now is counted once, when it is asked for: a moving beginning would be another list every time.
  const { filter, problem } = useMemo(() => activityFilterOf(query, Date.now()), [query]);
  const asked = useMemo(() => ({ objectID: null, filter: problem ? null : filter }), [filter, problem]);
  // A link to an entry shows what came before it, however much has come since.
  const [linked] = useState(openEntry);
  const started = useMemo(
    () => (linked === null || text !== '' ? asked : { ...asked, filter: { ...asked.filter, untilSequence: linked } }),
    [asked, linked, text],
  );
  const [isWhole, setWhole] = useState(linked === null);
  const { entries, totalCount, waiting, showWaiting, reading, missing, loadOlder } = useActivity(
    isWhole ? asked : started,
    openEntry !== null || held,
  );
  const set = (change: Record<string, unknown>) =>
    void navigate({ to: '.', search: ((before: object) => ({ ...before, ...change })) as never, replace: true });
  const list = {
    entries: entries ?? [],
    openEntry,
    hold,
    onOpen: (entry: number | null) => set({ entry: entry ?? undefined }),
  };

  return (
    <Page
      title="Activity"
      lead={<span className="muted">append-only, secrets never appear here</span>}
      actions={
        <>
          <TimeZoneSwitch />
          <Segmented
            label="Form"
            value={form}
            options={[
              { value: 'feed', label: 'Feed' },
              { value: 'table', label: 'Table' },
            ]}
            onChange={(as) => set({ as: as === 'feed' ? 'feed' : undefined })}
          />
          <ExportActivity filter={filter} disabled={problem !== null} />
        </>
      }
      flush
    >
      <ActivityViews text={text} />
      <div className={styles.filter}>
        <FilterField
          label="Filter activity"
          placeholder="actor:mara action:certificate. object:orders kind:security since:7d"
          keys={activityTokenKeys}
          query={query}
          onChange={(next) => set({ q: printFilter(next) || undefined, entry: undefined })}
        />
      </div>
      {problem && (
        <Banner family="idle" title="This filter cannot be understood" detail={`${problem} Everything is shown.`} />
      )}
      {!isWhole && text === '' && (
        <Banner
          family="idle"
          title={`Up to entry ${linked}`}
          detail="What came later is left out."
          actions={
            <Button size="small" onClick={() => setWhole(true)}>
              Show all
            </Button>
          }
        />
      )}
      {reading.error === null && missing?.what === 'Older entries' && (
        <Banner
          family="unknown"
          title="Older entries could not be read"
          detail={`${explain(missing.error)}. What is shown is current.`}
          actions={
            <Button size="small" icon="i-retry" onClick={missing.retry}>
              Retry
            </Button>
          }
        />
      )}
      {reading.error === null && missing?.what === 'What came since' ? (
        <QueryState what={missing.what} reading={{ ...reading, ...missing }} shape={shape} />
      ) : (
        <QueryState what="Activity" reading={reading} shape={shape} />
      )}
      {entries === null ? null : entries.length === 0 ? (
        <EmptyState
          title={text === '' ? 'Nothing has happened yet' : 'Nothing matches'}
          actions={text !== '' && <Button onClick={() => set({ q: undefined })}>Clear the filter</Button>}
        >
          {text === '' ? 'Every change, token and certificate leaves an entry here.' : `No entry matches ${text}.`}
        </EmptyState>
      ) : form === 'feed' ? (
        <ActivityFeed {...list} />
      ) : (
        <ActivityTable {...list} />
      )}
      <footer className={styles.foot}>
        <span hidden={entries === null}>
          <strong>{formatCount(entries?.length ?? 0)}</strong> of <strong>{formatCount(totalCount)}</strong> entries,
          newest first
        </span>
        <span className={styles.waiting}>
          <span role="status">
            {waiting > 0 && (
              <StateGlyph
                family="pending"
                word={`${formatCount(waiting)} new, held back while ${openEntry === null ? 'you read' : 'an entry is open'}`}
              />
            )}
          </span>
          {waiting > 0 && (
            <Button
              size="small"
              tone="primary"
              onClick={() => {
                showWaiting();
                toNewest();
              }}
            >
              Show {waiting === 1 ? 'it' : 'them'}
            </Button>
          )}
        </span>
        {loadOlder && (
          <Button size="small" onClick={loadOlder}>
            Show older
          </Button>
        )}
      </footer>
    </Page>
  );
}
