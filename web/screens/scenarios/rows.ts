import type { Index } from '../../../landscape/impact.ts';
import { impact } from '../../../landscape/impact.ts';
import type { Change, Impact } from '../../../landscape/model.ts';
import type { LiveLandscape } from '../../live/landscape.ts';
import { indexOf } from '../../live/landscapeIndex.ts';

export interface ScenarioRow {
  id: string;
  name: string;
  createdAt: number;
  isDefault: boolean;
  applications: number;
  runtimes: number;
  /** Live connections between members. */
  connections: number;
}

export function scenarioRows(landscape: LiveLandscape): ScenarioRow[] {
  const { members } = indexOf(landscape);
  return landscape.scenarios.map(({ id, name, createdAt }) => ({
    id,
    name,
    createdAt,
    isDefault: name === landscape.defaultScenario,
    applications: members.get(name)?.applications.length ?? 0,
    runtimes: members.get(name)?.runtimes.length ?? 0,
    connections: members.get(name)?.connections.length ?? 0,
  }));
}

/** What deleting a scenario does: every member leaves it. */
export function deletionImpact(landscape: LiveLandscape, index: Index, scenario: string): Impact {
  const members = indexOf(landscape).members.get(scenario);
  const changes: Change[] = [...(members?.applications ?? []), ...(members?.runtimes ?? [])].map(({ id }) => ({
    removeFromScenario: { objectID: id, scenario },
  }));
  return impact(index, changes);
}
