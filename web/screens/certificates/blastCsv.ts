import type { CertificateView } from '../../members/certificateWords.ts';
import type { RuntimeRow } from '../../members/rows.ts';

/** A text as a cell (RFC 4180); one that a spreadsheet would run as a formula is kept from it. */
const cell = (text: string): string => `"${(/^[=+\-@\t\r]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;

/** The connections that freeze with a certificate, one in each line, with exact times. */
export function blastCsv(
  { owner, serial, notAfter }: Pick<CertificateView, 'owner' | 'serial' | 'notAfter'>,
  partners: RuntimeRow['connected'],
): string {
  const head = ['runtime', 'certificate', 'ends', 'application', 'scenarios', 'connected since'];
  const rows = partners.map(({ name, through, since }) => [
    owner.name,
    serial,
    new Date(notAfter).toISOString(),
    name,
    through.join(' '),
    new Date(since).toISOString(),
  ]);
  return [head, ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}
