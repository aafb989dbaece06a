import { useMemo } from 'react';
import { describeError } from '../../errors.ts';
import { formatCount } from '../../format/counts.ts';
import { type CertificateView, certificateFinding, certificateStates } from '../../members/certificateWords.ts';
import { MemberTableEmpty } from '../../members/MemberTableEmpty.tsx';
import { usePaths } from '../../paths.ts';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { DataTable } from '../../ui/DataTable.tsx';
import { type Facet, FacetChips } from '../../ui/FacetChips.tsx';
import { type Matchers, matchesFilter, toggleToken, withoutKey } from '../../ui/filterTokens.ts';
import { Page } from '../../ui/Page.tsx';
import { TableToolbar, useDensity } from '../../ui/TableToolbar.tsx';
import { useTableState } from '../../ui/useTableState.ts';
import { CertificateInspector } from './CertificateInspector.tsx';
import styles from './CertificatesScreen.module.css';
import { certificateSummary } from './certificateSummary.ts';
import { certificateColumns } from './columns.tsx';
import { useCertificates } from './useCertificates.ts';

const byExpiry = { column: 'expires', descending: false };
const keys = ['owner', 'state', 'serial', 'client', 'kind'] as const;
const stateValue = (state: CertificateView['state']) => state.toLowerCase().replace('_', '-');
const matchers: Matchers<CertificateView> = {
  text: ({ owner, serial, clientID, state }) => `${owner.name} ${serial} ${clientID} ${certificateFinding(state).word}`,
  tokens: {
    owner: (row, value) => row.owner.name.includes(value),
    state: (row, value) => stateValue(row.state) === value,
    serial: (row, value) => row.serial.startsWith(value.replaceAll(':', '').toLowerCase()),
    client: (row, value) => row.clientID.startsWith(value),
    kind: (row, value) => row.owner.kind.toLowerCase() === value,
  },
};

export function CertificatesScreen() {
  const { certificates, error, retry, rows, now } = useCertificates();
  const paths = usePaths();
  const table = useTableState(keys, byExpiry);
  const [density, setDensity] = useDensity();
  const columns = useMemo(() => certificateColumns(now), [now]);
  const all = certificates ?? [];
  const shown = useMemo(
    () => (certificates ?? []).filter((row) => matchesFilter(row, table.query, matchers)),
    [certificates, table.query],
  );
  const others = withoutKey(table.query, 'state');
  const facets = certificateStates.map((state): Facet => {
    const { family, word } = certificateFinding(state);
    const count = all.filter((row) => row.state === state && matchesFilter(row, others, matchers)).length;
    return { value: stateValue(state), label: word, family, count };
  });
  const selected = all.find(({ serial }) => serial === table.selectedID);
  const summary = certificateSummary(all, now);

  return (
    <Page
      title="Certificates"
      flush
      inspector={
        selected && (
          <CertificateInspector certificate={selected} rows={rows} now={now} onClose={() => table.select(null)} />
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
      {all.length > 0 && (
        <div className={styles.summary}>
          <h2>{summary.title}</h2>
          <p>{summary.detail}</p>
        </div>
      )}
      <TableToolbar
        label="Filter certificates"
        placeholder="Filter by owner, serial or state"
        keys={keys}
        query={table.query}
        onQuery={table.setQuery}
        density={density}
        onDensity={setDensity}
        facets={
          <FacetChips
            label="State"
            facets={facets.filter(({ count }) => count > 0)}
            active={table.query.tokens
              .filter(({ key, negated }) => key === 'state' && !negated)
              .map((one) => one.value)}
            onToggle={(value) => table.setQuery(toggleToken(table.query, { key: 'state', value, negated: false }))}
          />
        }
      />
      <DataTable
        label="Certificates"
        rows={shown}
        columns={columns}
        rowID={(row) => row.serial}
        rowName={(row) => row.owner.name}
        rowHref={({ owner }) => (owner.kind === 'RUNTIME' ? paths.runtime(owner.id) : paths.application(owner.id))}
        sort={table.sort}
        onSort={table.setSort}
        selectedID={table.selectedID}
        onSelect={table.select}
        density={density}
        empty={
          certificates === null ? (
            <p className="muted">{error === undefined ? 'Asking for certificates' : 'Unknown'}</p>
          ) : (
            <MemberTableEmpty
              noun="certificate"
              total={all.length}
              query={table.query}
              onQuery={table.setQuery}
              first="No runtime has connected. A certificate is issued when a one-time token is used."
              action={
                <Button tone="primary" href={paths.runtimes}>
                  Connect a runtime
                </Button>
              }
            />
          )
        }
        summary={
          <>
            <strong>{formatCount(shown.length)}</strong> of <strong>{formatCount(all.length)}</strong> match
          </>
        }
      />
    </Page>
  );
}
