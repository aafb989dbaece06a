import { useState } from 'react';
import type { Change } from '../../landscape/model.ts';
import { useChanges } from '../changes/changesContext.ts';
import { formatPlural } from '../format/counts.ts';
import { formatDay } from '../format/moments.ts';
import type { LiveLandscape } from '../live/liveLandscape.ts';
import { usePaths } from '../paths.ts';
import { ActionMenu } from '../ui/ActionMenu.tsx';
import { Button } from '../ui/Button.tsx';
import { Link } from '../ui/Link.tsx';
import { Moment } from '../ui/Moment.tsx';
import { Panel, PanelTable } from '../ui/Panel.tsx';
import { Segmented } from '../ui/Segmented.tsx';
import { StateGlyph } from '../ui/StateGlyph.tsx';
import { type PairRow, pairsOf } from './pairs.ts';
import type { ApplicationRow, MemberRows, RuntimeRow } from './rows.ts';
import { ScenarioChips } from './ScenarioChips.tsx';

interface ConnectionsPanelProps {
  landscape: LiveLandscape;
  rows: MemberRows;
  row: ApplicationRow | RuntimeRow;
  now: number;
  /** Shows this many and links to the rest. */
  limit?: number;
  allHref?: string;
}

/** Every pair of this object that shares a scenario, with what can be done about it. */
export function ConnectionsPanel({ landscape, rows, row, now, limit, allHref }: ConnectionsPanelProps) {
  const [show, setShow] = useState<'all' | 'connected'>('all');
  const paths = usePaths();
  const isRuntime = row.kind === 'RUNTIME';
  const pairs = pairsOf(landscape, rows, row.id, now);
  const wanted = show === 'all' ? pairs : pairs.filter(({ state }) => state === 'CONNECTED');
  const shown = limit === undefined ? wanted : wanted.slice(0, limit);
  const other = isRuntime ? 'application' : 'runtime';
  return (
    <Panel
      title={isRuntime ? 'Applications it may reach' : 'Runtimes that may use it'}
      note={`${formatPlural(pairs.length, other)}, ${row.connected.length} connected`}
      flush
      aside={
        <Segmented
          label="Show"
          value={show}
          onChange={setShow}
          options={[
            { value: 'all', label: 'All' },
            { value: 'connected', label: 'Connected' },
          ]}
        />
      }
    >
      <PanelTable label={isRuntime ? 'Applications' : 'Runtimes'}>
        <thead>
          <tr>
            <th scope="col">{isRuntime ? 'Application' : 'Runtime'}</th>
            <th scope="col">Connection</th>
            <th scope="col">Through</th>
            <th scope="col">Since</th>
            <th scope="col">Note</th>
            <th scope="col">
              <span className="visually-hidden">Actions</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {shown.map((pair) => (
            <tr key={pair.other.id}>
              <th scope="row">
                <Link href={isRuntime ? paths.application(pair.other.id) : paths.runtime(pair.other.id)}>
                  {pair.other.name}
                </Link>
              </th>
              <td>
                <StateGlyph {...pair.finding} />
              </td>
              <td>
                <ScenarioChips scenarios={pair.scenarios.map((name) => ({ name, origin: 'manual' }))} limit={3} />
              </td>
              <td className="num">
                {pair.since === null ? '–' : <Moment at={pair.since}>{formatDay(pair.since)}</Moment>}
              </td>
              <td className="muted">{pair.note}</td>
              <td>
                <PairActions row={row} pair={pair} />
              </td>
            </tr>
          ))}
          {shown.length === 0 && (
            <tr>
              <td colSpan={6}>
                {show === 'connected' ? 'Connected to none.' : `No ${other} shares a scenario with ${row.name}.`}
              </td>
            </tr>
          )}
          {shown.length < wanted.length && allHref && (
            <tr>
              <td colSpan={6}>
                <Link className="text-link" href={allHref}>
                  Show all {wanted.length}
                </Link>
              </td>
            </tr>
          )}
        </tbody>
      </PanelTable>
    </Panel>
  );
}

/** Connect, switch or disconnect; what would stop a live connection is reviewed first. */
function PairActions({ row, pair }: { row: ApplicationRow | RuntimeRow; pair: PairRow }) {
  const { propose, mayWrite, whyNot } = useChanges();
  const isRuntime = row.kind === 'RUNTIME';
  const ids = isRuntime
    ? { applicationID: pair.other.id, runtimeID: row.id }
    : { applicationID: row.id, runtimeID: pair.other.id };
  const [application, runtime] = isRuntime ? [pair.other.name, row.name] : [row.name, pair.other.name];
  const run = (change: Change, title: string) => () => void propose([change], { title });
  const action =
    pair.state === 'CONNECTED'
      ? {
          label: 'Disconnect',
          detail: `${application} becomes free for other runtimes`,
          run: run({ disconnect: ids }, `Disconnected ${application} from ${runtime}`),
        }
      : pair.state === 'AVAILABLE'
        ? {
            label: `Connect to ${runtime}`,
            detail: 'The agent sees it with its next fetch',
            run: run({ connect: ids }, `Connected ${application} to ${runtime}`),
          }
        : {
            label: `Switch to ${runtime}`,
            detail: `Ends its connection to ${pair.heldBy?.name ?? 'another runtime'}`,
            run: run({ switch: ids }, `Switched ${application} to ${runtime}`),
          };
  return (
    <ActionMenu
      trigger={
        <Button size="small" tone="quiet" iconOnly icon="i-more" aria-label={`Actions for ${pair.other.name}`} />
      }
      actions={[mayWrite ? action : { ...action, disabled: true, detail: whyNot }]}
    />
  );
}
