import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { explain } from '../../errors.ts';
import { formatExactZoned } from '../../format/moments.ts';
import { type CertificateView, isRevocable } from '../../members/certificateWords.ts';
import { useCountdown } from '../../members/useCountdown.ts';
import { TimeZoneSwitch } from '../../preferences/TimeZoneSwitch.tsx';
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
import { TableToolbar } from '../../ui/TableToolbar.tsx';
import { useTableState } from '../../ui/useTableState.ts';
import { AuthoritiesStrip } from './authorities/AuthoritiesStrip.tsx';
import { CalendarButton } from './authorities/CalendarButton.tsx';
import { blastOf } from './blast.ts';
import { CertificateInspector } from './CertificateInspector.tsx';
import { CertificatesInspector } from './CertificatesInspector.tsx';
import styles from './CertificatesScreen.module.css';
import { CertificatesTable } from './CertificatesTable.tsx';
import { ChosenBar } from './ChosenBar.tsx';
import { facetsOf } from './certificateFacets.ts';
import { filterKeys, laneKeys } from './certificateFilter.ts';
import { certificateSummary } from './certificateSummary.ts';
import { certificateColumns } from './columns.tsx';
import { ExpiryTimeline } from './ExpiryTimeline.tsx';
import { certificateExport } from './exportColumns.ts';
import { printRange, readRange } from './laneRange.ts';
import { RevokeDialog } from './RevokeDialog.tsx';
import { RevokeManyDialog } from './RevokeManyDialog.tsx';
import { TimelineRoom } from './TimelineRoom.tsx';
import { useCertificates } from './useCertificates.ts';
import { useChosenCertificates } from './useChosenCertificates.ts';
import { useOpenedCertificate } from './useOpenedCertificate.ts';
import { useTimeline } from './useTimeline.ts';

const byExpiry = { column: 'expires', descending: false };

export function CertificatesScreen() {
  const table = useTableState(filterKeys, byExpiry);
  const { timeline, problem: uncounted, refetchTimeline } = useTimeline();
  const search: Record<string, unknown> = useSearch({ strict: false });
  const navigate = useNavigate();
  const given = (name: string) => (typeof search[name] === 'string' ? search[name] : null);
  const range = readRange(laneKeys, search['lane']);
  const lanes = range && laneKeys.slice(range.first, range.last + 1).map(({ key }) => key);
  const asked = { lanes, from: given('from'), before: given('before') };
  const live = useCertificates(table, asked, refetchTimeline);
  const { certificates, pages, error, refresh, readAll, members } = live;
  const choose = (change: Record<string, string | undefined>) =>
    void navigate({ to: '.', search: ((all: object) => ({ ...all, ...change })) as never, replace: true });
  const { can } = useSession();
  const [density, setDensity] = usePreference('density');
  const ends = certificates.flatMap((row) => (row ? [row.notAfter] : []));
  const now = useCountdown(live.now, ends);
  const available = useMemo(() => certificateColumns(now), [now]);
  const columns = useColumns('certificates', available);
  const question = JSON.stringify([printFilter(table.query), asked]);
  const { selection, chosen, problem } = useChosenCertificates(certificates, table, question, live);
  const opened = useOpenedCertificate(table.selectedID, certificates, live.viewOf, pages?.at);
  const single = opened ?? (chosen?.length === 1 ? chosen[0] : undefined);
  const [revoking, setRevoking] = useState<readonly CertificateView[] | null>(null);
  const summary = timeline && certificateSummary(timeline, members.landscape.certificateThresholds, now);
  const activeStates = table.query.tokens
    .filter(({ key, negated }) => key === 'state' && !negated)
    .map(({ value }) => value);

  return (
    <Page
      title="Certificates"
      flush
      actions={
        <>
          <TimeZoneSwitch />
          <CalendarButton />
          <ExportMenu label="Certificates" count={pages?.total ?? 0} columns={certificateExport} rows={readAll} />
        </>
      }
      inspector={
        single ? (
          <CertificateInspector
            key={single.serial}
            certificate={single}
            rows={members}
            now={now}
            onRevoked={refresh}
            onClose={() => (opened ? table.select(null) : selection.clear())}
          />
        ) : chosen && chosen.length > 1 ? (
          <CertificatesInspector
            certificates={chosen}
            rows={members}
            onRevoke={() => setRevoking(chosen.filter(isRevocable))}
            onClose={selection.clear}
          />
        ) : null
      }
    >
      {error !== undefined && (
        <Banner
          family="unknown"
          title="Certificates unavailable"
          detail={`${explain(error)}${pages ? `. Shown is ${formatExactZoned(pages.at)}` : ''}. The rest is live.`}
          actions={
            <Button size="small" icon="i-retry" onClick={refresh}>
              Retry
            </Button>
          }
        />
      )}
      {uncounted !== undefined && error === undefined && (
        <Banner
          family="unknown"
          title="When certificates end could not be counted"
          detail={`${explain(uncounted)}${timeline ? `. Shown is ${formatExactZoned(Date.parse(timeline.at))}` : ''}. The table is live.`}
          actions={
            <Button size="small" icon="i-retry" onClick={refetchTimeline}>
              Retry
            </Button>
          }
        />
      )}
      {summary ? (
        <div className={styles.summary}>
          <h2>{summary.title}</h2>
          <p>{summary.detail}</p>
        </div>
      ) : (
        uncounted === undefined && <TimelineRoom />
      )}
      {timeline && timeline.totalCount > 0 && (
        <ExpiryTimeline
          timeline={timeline}
          chosen={range}
          onChoose={(next) =>
            choose({ lane: next ? printRange(laneKeys, next) : undefined, from: undefined, before: undefined })
          }
        />
      )}
      {can('certificate_authority:read') && <AuthoritiesStrip />}
      <TableToolbar
        label="Filter certificates"
        placeholder="Filter by owner, serial, client or state"
        keys={filterKeys}
        query={table.query}
        onQuery={table.setQuery}
        density={density}
        onDensity={setDensity}
        more={<ColumnMenu available={available} columns={columns} />}
        facets={
          <FacetChips
            label="State"
            facets={facetsOf(pages?.facets ?? [], activeStates)}
            active={activeStates}
            onToggle={(value) => table.setQuery(toggleToken(table.query, { key: 'state', value, negated: false }))}
          />
        }
      />
      <CertificatesTable
        table={table}
        live={live}
        columns={available}
        visibility={columns.visibility}
        selection={selection}
        onRevoke={can('certificate:write') ? setRevoking : null}
        onAnyEnd={() => choose({ lane: undefined, from: undefined, before: undefined })}
      />
      <ChosenBar
        selection={selection}
        chosen={chosen}
        problem={problem}
        total={pages?.total ?? 0}
        query={table.query}
        onShow={opened ? () => table.select(null) : null}
        onRevoke={can('certificate:write') ? setRevoking : null}
      />
      {revoking?.length === 1 && revoking[0] && (
        <RevokeDialog
          certificate={revoking[0]}
          blast={blastOf(revoking, members.runtimes)}
          now={now}
          onRevoked={refresh}
          onClose={() => setRevoking(null)}
        />
      )}
      {revoking && revoking.length > 1 && (
        <RevokeManyDialog
          certificates={revoking}
          blast={blastOf(revoking, members.runtimes)}
          now={now}
          onRevoked={() => {
            if (selection.all) selection.clear();
            refresh();
          }}
          onClose={() => setRevoking(null)}
        />
      )}
    </Page>
  );
}
