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
  const { entries, totalCount, waiting, showWaiting, error, retry, missing, loadOlder } = useActivity(
    { objectID, filter: null },
    openEntry !== null,
  );
  const reading = {
    ...{ data: entries, readAt: null },
    ...(error === undefined && missing ? missing : { error: error ?? null, retry }),
  };
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
      <QueryState what="Activity" reading={reading} shape={{ columns: 7, rows: 3 }} />
      {entries && <ActivityTable entries={entries} openEntry={openEntry} onOpen={setOpenEntry} />}
    </Panel>
  );
}
