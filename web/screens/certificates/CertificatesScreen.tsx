import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { describeError } from '../../errors.ts';
import { formatCount, formatPlural } from '../../format/counts.ts';
import { type CertificateView, isRevocable } from '../../members/certificateWords.ts';
import { ListTable } from '../../members/ListTable.tsx';
import { useCountdown } from '../../members/useCountdown.ts';
import { usePaths } from '../../paths.ts';
import { usePreference } from '../../preferences/usePreference.ts';
import { useSession } from '../../session/session.ts';
import { ColumnMenu } from '../../tables/ColumnMenu.tsx';
import { ExportMenu } from '../../tables/ExportMenu.tsx';
import { useColumns } from '../../tables/useColumns.ts';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { FacetChips } from '../../ui/FacetChips.tsx';
import { printFilter, toggleToken } from '../../ui/filterTokens.ts';
import { Page } from '../../ui/Page.tsx';
import { Segmented } from '../../ui/Segmented.tsx';
import { SelectionBar } from '../../ui/SelectionBar.tsx';
import { TableToolbar } from '../../ui/TableToolbar.tsx';
import { useTableState } from '../../ui/useTableState.ts';
import { AuthoritiesPanel } from './AuthoritiesPanel.tsx';
import { blastOf } from './blast.ts';
import { CalendarButton } from './CalendarButton.tsx';
import { CertificateInspector } from './CertificateInspector.tsx';
import { CertificatesInspector } from './CertificatesInspector.tsx';
import styles from './CertificatesScreen.module.css';
import { facetsOf } from './certificateFacets.ts';
import { filterFrom, filterKeys, orderFrom } from './certificateFilter.ts';
import { certificateSummary } from './certificateSummary.ts';
import { certificateColumns } from './columns.tsx';
import { ExpiryTimeline } from './ExpiryTimeline.tsx';
import { certificateExport } from './exportColumns.ts';
import { printRange, readRange } from './laneRange.ts';
import { NoCertificate, NotYet } from './NoCertificates.tsx';
import { RevokeManyDialog } from './RevokeManyDialog.tsx';
import { useCertificates } from './useCertificates.ts';
import { useChosenCertificates } from './useChosenCertificates.ts';
import { type Timeline, useTimeline } from './useTimeline.ts';

const byExpiry = { column: 'expires', descending: false };

export function CertificatesScreen() {
  const paths = usePaths();
  const table = useTableState(filterKeys, byExpiry);
  const { timeline, refetchTimeline } = useTimeline();
  const search: Record<string, unknown> = useSearch({ strict: false });
  const navigate = useNavigate();
  const lanes = timeline?.lanes ?? noLanes;
  const range = readRange(lanes, search['lane']);
  const [first, last] = [range && lanes[range.first], range && lanes[range.last]];
  const stretch = first && last ? { from: first.from, before: last.before } : null;
  const given = (name: string) => (typeof search[name] === 'string' ? search[name] : null);
  const [from, before] = [given('from'), given('before')];
  // By value: the lanes come anew every minute with bounds that moved a little.
  const asked = JSON.stringify({
    filter: filterFrom(table.query, stretch, { from, before }),
    order: orderFrom(table.sort),
  });
  const { total, error, retry, loadMore, readAll, rows, ...live } = useCertificates(
    useMemo(() => JSON.parse(asked), [asked]),
    refetchTimeline,
  );
  const choose = (change: Record<string, string | undefined>) =>
    void navigate({ to: '.', search: ((all: object) => ({ ...all, ...change })) as never, replace: true });
  const { can } = useSession();
  const [zone, setZone] = usePreference('timeZone');
  const [density, setDensity] = usePreference('density');
  // What a lane holds is not known before the lanes are.
  const certificates = search['lane'] !== undefined && !timeline ? null : live.certificates;
  const all = certificates ?? noCertificates;
  const now = useCountdown(
    live.now,
    all.map(({ notAfter }) => notAfter),
  );
  const available = useMemo(() => certificateColumns(now), [now]);
  const { columns, toggle } = useColumns('certificates', available);
  const question = JSON.stringify([printFilter(table.query), search['lane'], from, before]);
  const { selection, clear, chosen, opened, single } = useChosenCertificates(all, table, question);
  const [revoking, setRevoking] = useState<readonly CertificateView[] | null>(null);
  const revocable = chosen.filter(isRevocable);
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
          <ExportMenu label="Certificates" count={total ?? 0} columns={certificateExport} rows={readAll} />
        </>
      }
      inspector={
        single ? (
          <CertificateInspector
            key={single.serial}
            certificate={single}
            rows={rows}
            now={now}
            onRevoked={retry}
            onClose={() => (opened ? table.select(null) : clear())}
          />
        ) : chosen.length > 1 ? (
          <CertificatesInspector
            certificates={chosen}
            rows={rows}
            onRevoke={() => setRevoking(revocable)}
            onClose={clear}
          />
        ) : null
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
          chosen={range}
          onChoose={(next) =>
            choose({ lane: next ? printRange(lanes, next) : undefined, from: undefined, before: undefined })
          }
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
        more={<ColumnMenu columns={available} shown={columns.map(({ id }) => id)} onToggle={toggle} />}
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
        selection={selection}
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
      {chosen.length > 0 && (
        <SelectionBar scope={`${formatPlural(chosen.length, 'certificate')} selected`} onClear={clear}>
          {opened && (
            <Button size="small" onClick={() => table.select(null)}>
              Show what freezes with {chosen.length === 1 ? 'it' : 'them'}
            </Button>
          )}
          {can('certificate:write') && (
            <Button size="small" disabled={revocable.length === 0} onClick={() => setRevoking(revocable)}>
              Revoke…
            </Button>
          )}
        </SelectionBar>
      )}
      {revoking && (
        <RevokeManyDialog
          certificates={revoking}
          blast={blastOf(revoking, rows.runtimes)}
          onRevoked={retry}
          onClose={() => setRevoking(null)}
        />
      )}
    </Page>
  );
}

const noLanes: Timeline['lanes'] = [];
const noCertificates: readonly CertificateView[] = [];

const zones = [
  { value: 'utc', label: 'UTC' },
  { value: 'local', label: 'Local' },
] as const;
