import { useState } from 'react';
import { formatCount } from '../format/counts.ts';
import { Button } from '../ui/Button.tsx';
import { Panel } from '../ui/Panel.tsx';
import { QueryState } from '../ui/QueryState.tsx';
import { ActivityTable } from './ActivityTable.tsx';
import { useActivity } from './useActivity.ts';

/** What happened to one object, newest first. */
export function ActivityPanel({ objectID }: { objectID: string }) {
  const [openEntry, setOpenEntry] = useState<number | null>(null);
  const { entries, totalCount, waiting, showWaiting, reading, missing, loadOlder } = useActivity(
    { objectID, filter: null },
    openEntry !== null,
  );
  const shown = reading.error === null && missing ? { ...reading, ...missing } : reading;
  return (
    <Panel
      title="Activity"
      note={entries && `${formatCount(entries.length)} of ${formatCount(totalCount)}, newest first`}
      aside={
        (waiting > 0 && (
          <Button size="small" onClick={showWaiting}>
            Show {formatCount(waiting)} new
          </Button>
        )) ||
        (loadOlder && (
          <Button size="small" onClick={loadOlder}>
            Show older
          </Button>
        ))
      }
      flush
    >
      <QueryState what="Activity" reading={shown} shape={{ columns: 7, rows: 3 }} />
      {entries && <ActivityTable entries={entries} openEntry={openEntry} onOpen={setOpenEntry} />}
    </Panel>
  );
}
