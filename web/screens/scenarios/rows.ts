import { emptying } from '../../../landscape/emptying.ts';
import { impact } from '../../../landscape/impact.ts';
import type { Impact } from '../../../landscape/model.ts';
import { attentionByScenario, type ScenarioAttention } from '../../../landscape/scenarioAttention.ts';
import type { LiveLandscape } from '../../live/landscape.ts';
import { indexOf } from '../../live/landscapeIndex.ts';

export interface ScenarioRow extends ScenarioAttention {
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
  const attention = attentionByScenario(landscape.runtimes);
  return landscape.scenarios.map(({ id, name, createdAt }) => ({
    id,
    name,
    createdAt,
    isDefault: name === landscape.defaultScenario,
    applications: members.get(name)?.applications.length ?? 0,
    runtimes: members.get(name)?.runtimes.length ?? 0,
    connections: members.get(name)?.connections.length ?? 0,
    ...(attention.get(name) ?? { failed: 0, attention: 0 }),
  }));
}

/** What deleting a scenario does: every member leaves it, and its rules keep nobody. */
export function deletionImpact(landscape: LiveLandscape, scenario: string): Impact {
  const { index, changes } = emptying(landscape, [scenario]);
  return impact(index, changes);
}
