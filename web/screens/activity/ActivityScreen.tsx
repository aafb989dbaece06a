import { useNavigate, useSearch } from '@tanstack/react-router';
import { ActivityTable } from '../../activity/ActivityTable.tsx';
import { securityActions } from '../../activity/activityWords.ts';
import { useActivity } from '../../activity/useActivity.ts';
import { describeError } from '../../errors.ts';
import { formatCount } from '../../format/counts.ts';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Page } from '../../ui/Page.tsx';
import { Segmented } from '../../ui/Segmented.tsx';
import styles from './ActivityScreen.module.css';

const views = [
  { value: 'all', label: 'Everything' },
  { value: 'landscape', label: 'Landscape' },
  { value: 'security', label: 'Security' },
] as const;

type View = (typeof views)[number]['value'];

const actionsOf: Readonly<Record<View, string[] | null>> = {
  all: null,
  landscape: ['application.', 'runtime.', 'scenario.', 'connection.', 'scenarioAssignment.', 'label', 'landscape.'],
  security: [...securityActions],
};

/** Who did what, and what it did: the append-only log. View and open entry are in the address. */
export function ActivityScreen() {
  const search: Record<string, unknown> = useSearch({ strict: false });
  const navigate = useNavigate();
  const view = views.find(({ value }) => value === search['show'])?.value ?? 'all';
  const openEntry = typeof search['entry'] === 'number' ? search['entry'] : null;
  const { entries, totalCount, error, retry, loadOlder } = useActivity(
    { objectID: null, actions: actionsOf[view] },
    openEntry !== null,
  );
  const set = (change: Record<string, unknown>) =>
    void navigate({ to: '.', search: ((before: object) => ({ ...before, ...change })) as never, replace: true });

  return (
    <Page
      title="Activity"
      lead={<span className="muted">append-only, secrets never appear here</span>}
      actions={
        <Segmented label="Show" value={view} options={views} onChange={(show) => set({ show, entry: undefined })} />
      }
      flush
    >
      {error !== undefined && (
        <Banner
          family="unknown"
          title="Activity unavailable"
          detail={describeError(error).message}
          actions={
            <Button size="small" icon="i-retry" onClick={retry}>
              Retry
            </Button>
          }
        />
      )}
      {entries?.length === 0 ? (
        <EmptyState title="Nothing has happened yet">
          Every change, token and certificate leaves an entry here.
        </EmptyState>
      ) : (
        <ActivityTable
          entries={entries ?? []}
          openEntry={openEntry}
          onOpen={(entry) => set({ entry: entry ?? undefined })}
        />
      )}
      <footer className={styles.foot}>
        <span>
          <strong>{formatCount(entries?.length ?? 0)}</strong> of <strong>{formatCount(totalCount)}</strong> entries,
          newest first{openEntry !== null && '. New entries wait while one is open'}
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
