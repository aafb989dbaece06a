import type { Matchers } from '../ui/filterTokens.ts';
import type { ApplicationRow, RuntimeRow } from './rows.ts';

export const memberFilterKeys = ['scenario', 'state', 'name', 'connected'] as const;

/** What the tokens of the tables of Applications and Runtimes mean. */
export function memberMatchers<Row extends ApplicationRow | RuntimeRow>(text: (row: Row) => string): Matchers<Row> {
  return {
    text,
    tokens: {
      scenario: (row, value) => row.scenarios.some(({ name }) => name === value),
      state: (row, value) => row.finding.family === value,
      name: (row, value) => row.name.includes(value),
      connected: (row, value) => row.connected.some(({ name }) => name === value),
    },
  };
}
