import { useMemo } from 'react';
import { describeError } from '../../errors.ts';
import { formatCount } from '../../format/counts.ts';
import { type CertificateView, certificateFinding, certificateStates } from '../../members/certificateWords.ts';
import { FirstOfKind, ListTable } from '../../members/ListTable.tsx';
import { usePaths } from '../../paths.ts';
import { usePreference } from '../../preferences/usePreference.ts';
import { useSession } from '../../session/session.ts';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { type Facet, FacetChips } from '../../ui/FacetChips.tsx';
import { type Matchers, matchesFilter, toggleToken, withoutKey } from '../../ui/filterTokens.ts';
import { Page } from '../../ui/Page.tsx';
import { StateGlyph } from '../../ui/StateGlyph.tsx';
import { TableSkeleton } from '../../ui/TableSkeleton.tsx';
import { TableToolbar } from '../../ui/TableToolbar.tsx';
import { useTableState } from '../../ui/useTableState.ts';
import { AuthoritiesPanel } from './AuthoritiesPanel.tsx';
import { CalendarButton } from './CalendarButton.tsx';
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
  const { certificates, total, error, retry, loadMore, rows, now } = useCertificates();
  const paths = usePaths();
  const table = useTableState(keys, byExpiry);
  const { can } = useSession();
  const [density, setDensity] = usePreference('density');
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
      actions={all.length > 0 && <CalendarButton />}
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
      {all.length > 0 && (
        <div className={styles.summary}>
          <h2>{summary.title}</h2>
          <p>{summary.detail}</p>
        </div>
      )}
      {can('certificate_authority:read') && <AuthoritiesPanel mayRotate={can('certificate_authority:write')} />}
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
      <ListTable
        label="Certificates"
        noun="certificate"
        table={table}
        total={certificates && all.length}
        rows={shown}
        columns={columns}
        rowID={(row) => row.serial}
        rowName={(row) => row.owner.name}
        rowHref={({ owner }) => (owner.kind === 'RUNTIME' ? paths.runtime(owner.id) : paths.application(owner.id))}
        first={certificates === null ? <NotYet failed={error !== undefined} /> : <NoCertificate />}
        more={
          total !== null &&
          all.length < total && (
            <>
              , the next to expire of <strong>{formatCount(total)}</strong>{' '}
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
