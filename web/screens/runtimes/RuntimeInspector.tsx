import { formatExactZoned, formatRelative, formatSpan } from '../../format/moments.ts';
import type { MemberDialogName } from '../../members/MemberDialogs.tsx';
import { MemberInspector } from '../../members/MemberInspector.tsx';
import type { RuntimeRow } from '../../members/rows.ts';
import { ScenarioChips } from '../../members/ScenarioChips.tsx';
import { usePaths } from '../../paths.ts';
import { Link } from '../../ui/Link.tsx';
import { CertificateLife } from './CertificateLife.tsx';
import { ConnectButton } from './ConnectButton.tsx';
import { runtimeSentence, unenforced } from './runtimeWords.ts';

interface Props {
  row: RuntimeRow;
  now: number;
  onDialog: (name: MemberDialogName) => void;
  onClose: () => void;
}

export function RuntimeInspector({ row, now, onDialog, onClose }: Props) {
  const paths = usePaths();
  const { certificate, lastContactAt, connected, reachable } = row;
  return (
    <MemberInspector
      row={row}
      onDialog={onDialog}
      onClose={onClose}
      sentence={
        <>
          <strong>{row.name}</strong> {runtimeSentence(row, now)}
        </>
      }
      warning={unenforced(row.unenforcedRemovals)}
      picture={certificate && <CertificateLife certificate={certificate} now={now} />}
      connectButton={<ConnectButton row={row} />}
      facts={[
        certificate && { term: 'Not before', value: formatExactZoned(certificate.notBefore) },
        certificate && { term: 'Not after', value: formatExactZoned(certificate.notAfter) },
        {
          term: 'Last sync',
          value: lastContactAt === null ? 'never' : formatRelative(lastContactAt, now),
          detail: lastContactAt !== null && formatExactZoned(lastContactAt),
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
            detail: `expires ${formatExactZoned(row.tokenExpiresAt)}`,
          },
      ]}
    />
  );
}
