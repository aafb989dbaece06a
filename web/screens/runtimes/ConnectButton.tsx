import type { RuntimeRow } from '../../members/rows.ts';
import { usePaths } from '../../paths.ts';
import { Button } from '../../ui/Button.tsx';

/** Leads to the page that hands out a token; the first thing to do while the Runtime has no valid certificate, or does not renew it. */
export function ConnectButton({ row }: { row: RuntimeRow }) {
  const paths = usePaths();
  const isValid = (row.state === 'CONNECTED' || row.state === 'STALE') && row.certificate?.family !== 'attention';
  return (
    <Button tone={isValid ? 'default' : 'primary'} href={paths.connect('runtime', row.id)}>
      {row.certificate === null ? 'Connect…' : 'Re-enrol…'}
    </Button>
  );
}
