import { formatExact, formatExactUtc, formatRelative, formatSpan } from '../../format/moments.ts';
import type { RuntimeRow } from '../../members/rows.ts';
import { ScenarioChips } from '../../members/ScenarioChips.tsx';
import { usePaths } from '../../paths.ts';
import { useSession } from '../../session/session.ts';
import { Button } from '../../ui/Button.tsx';
import { Facts } from '../../ui/Facts.tsx';
import { Inspector, InspectorActions, InspectorSection, InspectorSentence } from '../../ui/Inspector.tsx';
import { Link } from '../../ui/Link.tsx';
import { StateGlyph } from '../../ui/StateGlyph.tsx';
import { CertificateLife } from './CertificateLife.tsx';
import type { RuntimeDialogName } from './RuntimeDialogs.tsx';
import { runtimeSentence, unenforced } from './runtimeWords.ts';

interface Props {
  row: RuntimeRow;
  now: number;
  onDialog: (name: RuntimeDialogName) => void;
  onClose: () => void;
}

export function RuntimeInspector({ row, now, onDialog, onClose }: Props) {
  const paths = usePaths();
  const { can } = useSession();
  const { certificate, lastContactAt, connected, reachable } = row;
  const waiting = unenforced(row.unenforcedRemovals);
  return (
    <Inspector
      kind="Runtime"
      icon="k-runtime"
      title={row.name}
      href={paths.runtime(row.id)}
      onClose={onClose}
      state={<StateGlyph {...row.finding} />}
    >
      <InspectorSection>
        <InspectorSentence>
          <strong>{row.name}</strong> {runtimeSentence(row, now)}
        </InspectorSentence>
        {waiting && <InspectorSentence>{waiting}</InspectorSentence>}
      </InspectorSection>
      <InspectorSection>
        {certificate && <CertificateLife certificate={certificate} now={now} />}
        <Facts
          facts={[
            certificate && { term: 'Not before', value: `${formatExact(certificate.notBefore)} UTC` },
            certificate && { term: 'Not after', value: `${formatExact(certificate.notAfter)} UTC` },
            {
              term: 'Last sync',
              value: lastContactAt === null ? 'never' : formatRelative(lastContactAt, now),
              detail: lastContactAt !== null && formatExactUtc(lastContactAt),
            },
            {
              term: 'Applications',
              value: (
                <Link className="text-link" href={`${paths.runtime(row.id)}?tab=connections`}>
                  {connected.length} connected, {reachable} reachable
                </Link>
              ),
            },
            { term: 'Scenarios', value: <ScenarioChips scenarios={row.scenarios} /> },
            row.description !== null && { term: 'Description', value: row.description },
            row.tokenExpiresAt !== null &&
              row.tokenExpiresAt > now && {
                term: 'Unused token',
                value: `${formatSpan(row.tokenExpiresAt - now)} left`,
                detail: `expires ${formatExactUtc(row.tokenExpiresAt)}`,
              },
          ]}
        />
      </InspectorSection>
      <InspectorSection>
        <InspectorActions>
          {can('runtime:write') && (
            <Button
              tone={row.state === 'CONNECTED' || row.state === 'STALE' ? 'default' : 'primary'}
              href={paths.connect('runtime', row.id)}
            >
              {certificate === null ? 'Connect…' : 'Re-enrol…'}
            </Button>
          )}
          <Button icon="i-map" href={`${paths.map}?select=${row.id}`}>
            Show on map
          </Button>
          {can('landscape:write') && <Button onClick={() => onDialog('assign')}>Assign…</Button>}
          {can('runtime:write') && <Button onClick={() => onDialog('edit')}>Edit…</Button>}
          {can('runtime:write') && <Button onClick={() => onDialog('unregister')}>Unregister…</Button>}
        </InspectorActions>
      </InspectorSection>
    </Inspector>
  );
}
