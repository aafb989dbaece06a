import { formatExactZoned, formatRelative } from '../../format/moments.ts';
import { ConnectionSentence } from '../../members/ConnectionSentence.tsx';
import type { MemberDialogName } from '../../members/MemberDialogs.tsx';
import { MemberInspector } from '../../members/MemberInspector.tsx';
import type { ApplicationRow } from '../../members/rows.ts';
import { ScenarioChips } from '../../members/ScenarioChips.tsx';
import { usePaths } from '../../paths.ts';
import { Button } from '../../ui/Button.tsx';
import { Link } from '../../ui/Link.tsx';

interface Props {
  row: ApplicationRow;
  now: number;
  onDialog: (name: MemberDialogName) => void;
  onClose: () => void;
}

export function ApplicationInspector({ row, now, onDialog, onClose }: Props) {
  const paths = usePaths();
  const runtime = row.connected[0];
  return (
    <MemberInspector
      row={row}
      onDialog={onDialog}
      onClose={onClose}
      sentence={<ConnectionSentence row={row} />}
      connectButton={<Button href={paths.connect('application', row.id)}>Connect system…</Button>}
      facts={[
        runtime && {
          term: 'Runtime',
          value: (
            <Link className="text-link" href={paths.runtime(runtime.id)}>
              {runtime.name}
            </Link>
          ),
          detail: `since ${formatExactZoned(runtime.since)}`,
        },
        { term: 'Scenarios', value: <ScenarioChips scenarios={row.scenarios} /> },
        { term: 'Reachable by', value: row.reachable === 1 ? '1 runtime' : `${row.reachable} runtimes` },
        row.providerName !== null && { term: 'Provider', value: row.providerName },
        row.description !== null && { term: 'Description', value: row.description },
        {
          term: 'Updated',
          value: formatExactZoned(row.updatedAt),
          detail: formatRelative(row.updatedAt, now),
        },
      ]}
    />
  );
}
