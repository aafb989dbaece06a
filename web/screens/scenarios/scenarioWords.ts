import { formatCount } from '../../format/counts.ts';
import type { Finding } from '../../map/words.ts';
import type { ScenarioRow } from './rows.ts';

/** How a scenario is: by what of it needs attention, else by whether anything is connected through it. */
export function scenarioFinding(row: Pick<ScenarioRow, 'failed' | 'attention' | 'connections'>): Finding {
  const troubled = row.failed + row.attention;
  if (troubled > 0) {
    const family = row.failed > 0 ? 'failed' : 'attention';
    return { family, word: `${formatCount(troubled)} ${troubled === 1 ? 'needs' : 'need'} attention` };
  }
  return row.connections > 0
    ? { family: 'connected', word: 'Connected' }
    : { family: 'idle', word: 'No live connection' };
}
