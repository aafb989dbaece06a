import { formatCountdown, formatDay, formatExact, zoneHere } from '../../format/moments.ts';
import { severity } from '../../map/words.ts';
import {
  type CertificateView,
  certificateFinding,
  renewalInWords,
  shortSerial,
} from '../../members/certificateWords.ts';
import { CopyButton } from '../../ui/CopyButton.tsx';
import type { DataColumn } from '../../ui/DataTable.tsx';
import { LifeBar } from '../../ui/LifeBar.tsx';
import { StateGlyph } from '../../ui/StateGlyph.tsx';

export function certificateColumns(now: number): DataColumn<CertificateView>[] {
  return [
    { id: 'owner', header: 'Owner', width: 184, sortBy: (row) => row.owner.name, cell: (row) => row.owner.name },
    {
      id: 'state',
      header: 'State',
      width: 132,
      sortBy: (row) => severity(certificateFinding(row.state).family),
      cell: ({ state }) => {
        const { bar: _, ...finding } = certificateFinding(state);
        return <StateGlyph {...finding} />;
      },
    },
    {
      id: 'expires',
      header: `Expires, ${zoneHere()}`,
      width: 152,
      sortBy: (row) => row.notAfter,
      cell: ({ notAfter }) => <span className="num">{formatExact(notAfter)}</span>,
    },
    {
      id: 'left',
      header: 'Time left',
      width: 96,
      cell: ({ notAfter, state, revokedAt }) =>
        state === 'REVOKED' && revokedAt !== null ? 'revoked' : formatCountdown(notAfter, now),
    },
    {
      id: 'used',
      header: 'Life used',
      width: 116,
      sortBy: (row) => row.used,
      cell: ({ used, state }) => <LifeBar used={used} family={certificateFinding(state).bar} />,
    },
    { id: 'renewal', header: 'Renewal', width: 128, cell: (row) => renewalInWords(row, now) ?? '–' },
    {
      id: 'issued',
      header: 'Issued',
      width: 104,
      sortBy: (row) => row.notBefore,
      cell: (row) => <span className="num">{formatDay(row.notBefore)}</span>,
    },
    {
      id: 'connections',
      header: 'Conn.',
      width: 68,
      numeric: true,
      sortBy: (row) => row.connectionCount,
      cell: (row) => row.connectionCount,
    },
    {
      id: 'serial',
      header: 'Serial',
      width: 116,
      sortBy: (row) => row.serial,
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
