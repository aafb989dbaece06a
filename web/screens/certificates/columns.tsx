import { formatCountdown, formatExact, formatExactZoned, zoneHere } from '../../format/moments.ts';
import {
  type CertificateView,
  certificateFinding,
  renewalInWords,
  shortSerial,
} from '../../members/certificateWords.ts';
import type { TableColumn } from '../../tables/useColumns.ts';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { LifeBar } from '../../ui/LifeBar.tsx';
import { CertificateState } from './CertificateState.tsx';
import { issueInWords, lastRenewal } from './renewalWords.ts';

export function certificateColumns(now: number): TableColumn<CertificateView>[] {
  return [
    { id: 'owner', header: 'Owner', width: 184, sortable: true, cell: (row) => row.owner.name },
    {
      id: 'state',
      header: 'State',
      width: 136,
      sortable: true,
      cell: (row) => <CertificateState certificate={row} />,
    },
    {
      id: 'expires',
      header: `Expires, ${zoneHere()}`,
      width: 152,
      sortable: true,
      cell: ({ notAfter }) => <span className="num">{formatExact(notAfter)}</span>,
    },
    {
      id: 'left',
      header: 'Time left',
      width: 112,
      cell: ({ notAfter, state, revokedAt }) =>
        state === 'REVOKED' && revokedAt !== null ? 'revoked' : formatCountdown(notAfter, now),
    },
    {
      id: 'used',
      header: 'Life used',
      width: 116,
      sortable: true,
      cell: ({ used, state }) => <LifeBar used={used} family={certificateFinding(state).bar} />,
    },
    {
      id: 'renewal',
      header: 'Next renewal',
      width: 172,
      cell: (row) => <span title={formatExactZoned(row.renewalDueAt)}>{renewalInWords(row, now) ?? '–'}</span>,
    },
    {
      id: 'renewed',
      header: 'Last renewal',
      width: 184,
      cell: (row) => <span title={issueInWords(row)}>{lastRenewal(row, now)}</span>,
    },
    {
      id: 'issued',
      header: `Issued, ${zoneHere()}`,
      width: 152,
      sortable: true,
      cell: ({ notBefore }) => <span className="num">{formatExact(notBefore)}</span>,
    },
    {
      id: 'connections',
      header: 'Conn.',
      width: 68,
      numeric: true,
      sortable: true,
      cell: (row) => row.connectionCount,
    },
    {
      id: 'serial',
      header: 'Serial',
      width: 116,
      sortable: true,
      cell: ({ serial }) => (
        <>
          <code title={serial}>{shortSerial(serial)}</code>
          <CopyButton
            iconOnly
            size="small"
            value={serial}
            label={`Copy serial ${shortSerial(serial)}`}
            done="Serial copied"
          />
        </>
      ),
    },
    {
      id: 'client',
      header: 'Client id',
      width: 108,
      cell: ({ clientID }) => <code title={clientID}>{clientID.slice(0, 8)}</code>,
    },
  ];
}
