import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import { describeError } from '../../errors.ts';
import { formatCount } from '../../format/counts.ts';
import { FirstOfKind, ListTable } from '../../members/ListTable.tsx';
import { usePaths } from '../../paths.ts';
import { usePreference } from '../../preferences/usePreference.ts';
import { useSession } from '../../session/session.ts';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { type Facet, FacetChips } from '../../ui/FacetChips.tsx';
import { toggleToken } from '../../ui/filterTokens.ts';
import { Page } from '../../ui/Page.tsx';
import { Segmented } from '../../ui/Segmented.tsx';
import { StateGlyph } from '../../ui/StateGlyph.tsx';
import { TableSkeleton } from '../../ui/TableSkeleton.tsx';
import { TableToolbar } from '../../ui/TableToolbar.tsx';
import { useTableState } from '../../ui/useTableState.ts';
import { AuthoritiesPanel } from './AuthoritiesPanel.tsx';
import { CalendarButton } from './CalendarButton.tsx';
import { CertificateInspector } from './CertificateInspector.tsx';
import styles from './CertificatesScreen.module.css';
import { filterFrom, filterKeys, orderFrom } from './certificateFilter.ts';
import { certificateSummary } from './certificateSummary.ts';
import { certificateColumns } from './columns.tsx';
import { ExpiryTimeline } from './ExpiryTimeline.tsx';
import { useCertificates } from './useCertificates.ts';
import { type Timeline, useTimeline } from './useTimeline.ts';

const byExpiry = { column: 'expires', descending: false };

export function CertificatesScreen() {
  const paths = usePaths();
  const table = useTableState(filterKeys, byExpiry);
  const { timeline, refetchTimeline } = useTimeline();
  const search: Record<string, unknown> = useSearch({ strict: false });
  const navigate = useNavigate();
  const lane = timeline?.lanes.find(({ key }) => key === search['lane']) ?? null;
  const given = (name: string) => (typeof search[name] === 'string' ? search[name] : null);
  const [from, before] = [given('from'), given('before')];
  // By value: the lanes come anew every minute with bounds that moved a little.
  const asked = JSON.stringify({
    filter: filterFrom(table.query, lane, { from, before }),
    order: orderFrom(table.sort),
  });
  const { certificates, total, error, retry, loadMore, rows, now } = useCertificates(
    useMemo(() => JSON.parse(asked), [asked]),
    refetchTimeline,
  );
  const choose = (change: Record<string, string | undefined>) =>
    void navigate({ to: '.', search: ((all: object) => ({ ...all, ...change })) as never, replace: true });
  const { can } = useSession();
  const [zone, setZone] = usePreference('timeZone');
  const [density, setDensity] = usePreference('density');
  const columns = useMemo(() => certificateColumns(now), [now]);
  const all = certificates ?? [];
  const selected = all.find(({ serial }) => serial === table.selectedID);
  const summary = timeline && certificateSummary(timeline, rows.landscape.certificateThresholds, now);
  const isRestricted = asked.includes('"filter":{"');
  const counted = timeline ? facetsOf(timeline) : [];

  return (
    <Page
      title="Certificates"
      flush
      actions={
        <>
          <Segmented label="Time zone" value={zone} options={zones} onChange={setZone} />
          <CalendarButton />
        </>
      }
      inspector={
        selected && (
          <CertificateInspector
            certificate={selected}
            rows={rows}
            now={now}
            onRevoked={retry}
            onClose={() => table.select(null)}
          />
        )
      }
    >
      {error !== undefined && (
        <Banner
          family="unknown"
          title="Certificates unavailable"
          detail={`${describeError(error).message}. The rest is live.`}
          actions={
            <Button size="small" icon="i-retry" onClick={retry}>
              Retry
            </Button>
          }
        />
      )}
      {summary && (
        <div className={styles.summary}>
          <h2>{summary.title}</h2>
          <p>{summary.detail}</p>
        </div>
      )}
      {timeline && timeline.totalCount > 0 && (
        <ExpiryTimeline
          timeline={timeline}
          chosen={lane?.key ?? null}
          onChoose={(key) => choose({ lane: key ?? undefined, from: undefined, before: undefined })}
        />
      )}
      {can('certificate_authority:read') && <AuthoritiesPanel mayRotate={can('certificate_authority:write')} />}
      <TableToolbar
        label="Filter certificates"
        placeholder="Filter by owner, serial, client or state"
        keys={filterKeys}
        query={table.query}
        onQuery={table.setQuery}
        density={density}
        onDensity={setDensity}
        facets={
          <FacetChips
            label="State"
            facets={counted}
            active={table.query.tokens
              .filter(({ key, negated }) => key === 'state' && !negated)
              .map((one) => one.value)}
            onToggle={(value) => table.setQuery(toggleToken(table.query, { key: 'state', value, negated: false }))}
          />
        }
      />
      <ListTable
        label="Certificates"
        noun="certificate"
        table={table}
        total={certificates && (isRestricted ? Math.max(all.length, timeline?.totalCount ?? 0) : all.length)}
        rows={all}
        columns={columns}
        rowID={(row) => row.serial}
        rowName={(row) => row.owner.name}
        rowHref={({ owner }) => (owner.kind === 'RUNTIME' ? paths.runtime(owner.id) : paths.application(owner.id))}
        first={certificates === null ? <NotYet failed={error !== undefined} /> : <NoCertificate />}
        more={
          total !== null &&
          all.length < total && (
            <>
              , of <strong>{formatCount(total)}</strong> on the server{' '}
              <Button size="small" onClick={loadMore}>
                Load more
              </Button>
            </>
          )
        }
      />
    </Page>
  );
}

const zones = [
  { value: 'utc', label: 'UTC' },
  { value: 'local', label: 'Local' },
] as const;

function facetsOf({ lanes, totalCount }: Timeline): Facet[] {
  const expired = lanes.find(({ key }) => key === 'OVERDUE')?.count ?? 0;
  const late = lanes.reduce((sum, { notRenewingCount }) => sum + notRenewingCount, 0) - expired;
  const facets: Facet[] = [
    { value: 'expired', label: 'Expired', family: 'failed', count: expired },
    { value: 'not-renewing', label: 'Not renewing', family: 'attention', count: late },
    { value: 'renewing', label: 'Renew on their own', family: 'connected', count: totalCount - expired - late },
  ];
  return facets.filter(({ count }) => count > 0);
}

function NotYet({ failed }: { failed: boolean }) {
  return failed ? <StateGlyph family="unknown" word="Unknown" /> : <TableSkeleton label="Asking for certificates" />;
}

function NoCertificate() {
  const paths = usePaths();
  const { can } = useSession();
  return (
    <FirstOfKind
      noun="certificate"
      action={
        can('runtime:write') && (
          <Button tone="primary" href={paths.newOnboarding('runtime')}>
            Connect a runtime
          </Button>
        )
      }
    >
      No runtime has connected. A certificate is issued when a one-time token is used.
    </FirstOfKind>
  );
}
