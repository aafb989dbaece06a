import { useMemo } from 'react';
import { severity } from '../../../landscape/findings.ts';
import { formatCount } from '../../format/counts.ts';
import { compareNames } from '../../format/inOrder.ts';
import { formatExact, zoneHere } from '../../format/moments.ts';
import { useLandscape, useNow } from '../../live/landscape.ts';
import { connectionFinding } from '../../map/words.ts';
import { usePaths } from '../../paths.ts';
import { Link } from '../../ui/Link.tsx';
import { Panel, PanelTable } from '../../ui/Panel.tsx';
import { StateGlyph } from '../../ui/StateGlyph.tsx';

/** Rows shown at most; a scenario of a large tenant may carry thousands. */
const mostShown = 100;

interface ScenarioConnectionsProps {
  scenario: string;
  /** Shows fewer, with a link to the rest. */
  part?: { limit: number; allHref: string };
}

/** Live connections between members of a scenario, worst first. */
export function ScenarioConnections({ scenario, part }: ScenarioConnectionsProps) {
  const shown = part?.limit ?? mostShown;
  const { index } = useLandscape();
  const paths = usePaths();
  const now = useNow();
  const connections = useMemo(() => {
    const nameOf = (id: string) => index.applications.get(id)?.name ?? '';
    return (index.members.get(scenario)?.connections ?? [])
      .flatMap((connection) => {
        const runtime = index.runtimes.get(connection.runtimeID);
        if (!runtime) return [];
        const finding = connectionFinding(runtime, connection.pending, connection.since, now);
        return [{ ...connection, runtime, finding, name: nameOf(connection.applicationID) }];
      })
      .sort((a, b) => severity(a.finding.family) - severity(b.finding.family) || compareNames(a.name, b.name));
  }, [index, scenario, now]);
  return (
    <Panel
      title="Live connections"
      note={
        connections.length > shown ? `${shown} of ${formatCount(connections.length)}` : formatCount(connections.length)
      }
      flush={connections.length > 0}
    >
      {connections.length === 0 ? (
        <p className="muted">A runtime connects what it may use the next time it fetches its configuration.</p>
      ) : (
        <PanelTable label={`Live connections in ${scenario}`}>
          <thead>
            <tr>
              <th scope="col">Application</th>
              <th scope="col">Runtime</th>
              <th scope="col">State</th>
              <th scope="col">Since, {zoneHere()}</th>
            </tr>
          </thead>
          <tbody>
            {connections.slice(0, shown).map(({ applicationID, name, runtime, since, finding }) => (
              <tr key={`${applicationID} ${runtime.id}`}>
                <th scope="row">
                  <Link href={paths.application(applicationID)}>{name}</Link>
                </th>
                <td>
                  <Link className="text-link" href={paths.runtime(runtime.id)}>
                    {runtime.name}
                  </Link>
                </td>
                <td>
                  <StateGlyph {...finding} />
                </td>
                <td>{formatExact(since)}</td>
              </tr>
            ))}
            {part && connections.length > shown && (
              <tr>
                <td colSpan={4}>
                  <Link className="text-link" href={part.allHref}>
                    Show {connections.length > mostShown ? `the first ${mostShown}` : `all ${connections.length}`}
                  </Link>
                </td>
              </tr>
            )}
          </tbody>
        </PanelTable>
      )}
    </Panel>
  );
}
