import type { Family } from '../../landscape/findings.ts';
import type { ApplicationTableQuery, RuntimeTableQuery } from '../graphql.generated.ts';
import type { MemberScenario } from './rows.ts';

/** A row of the tables of Applications or Runtimes, as the server answers it. */
export type ApplicationLine = ApplicationTableQuery['table']['data'][number];
export type RuntimeLine = RuntimeTableQuery['table']['data'][number];
type MemberLine = ApplicationLine | RuntimeLine;

export const findingOf = ({ finding }: MemberLine) => ({
  family: finding.family.toLowerCase() as Family,
  word: finding.word,
});

export const scenariosOf = ({ memberships }: MemberLine): MemberScenario[] =>
  memberships.map(({ scenario, manual, rule }) => ({
    name: scenario,
    origin: manual ? 'manual' : rule ? 'rule' : 'itself',
  }));

/** A label's value as tokens and cells write it. */
export const labelText = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** Kept by Compass itself with every Application: they tell nothing that the other columns do not. */
const ownLabels: ReadonlySet<string> = new Set(['name', 'integrationSystemID']);

export const labelsText = ({ labels }: MemberLine): string =>
  Object.entries(labels)
    .filter(([key]) => !ownLabels.has(key))
    .map(([key, value]) => `${key}=${labelText(value)}`)
    .join(', ');
