import { expect, test } from 'vitest';
import { scenarioFinding } from './scenarioWords.ts';

test.each([
  [{ failed: 0, attention: 0, connections: 0 }, 'idle', 'No live connection'],
  [{ failed: 0, attention: 0, connections: 3 }, 'connected', 'Connected'],
  [{ failed: 0, attention: 1, connections: 3 }, 'attention', '1 needs attention'],
  [{ failed: 1, attention: 1200, connections: 0 }, 'failed', '1,201 need attention'],
])('%j is %s: %s', (row, family, word) => {
  expect(scenarioFinding(row)).toEqual({ family, word });
});
