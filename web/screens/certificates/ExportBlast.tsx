import { Button } from '../../ui/Button.tsx';
import { saveFile } from '../../ui/saveFile.ts';
import type { Blast } from './blast.ts';
import { blastCsv } from './blastCsv.ts';

/** Saves the connections that freeze as a table. */
export function ExportBlast({ blast, name }: { blast: Blast; name: string }) {
  return (
    <Button icon="i-export" onClick={() => saveFile(`${name}-frozen-connections.csv`, blastCsv(blast), 'text/csv')}>
      Export list
    </Button>
  );
}
