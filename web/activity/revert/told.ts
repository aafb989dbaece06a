import type { Entry } from '../activityWords.ts';

/** What an entry tells. */
export type Told = Pick<Entry, 'sequence' | 'action' | 'objects' | 'before' | 'after'>;

/** By name of the field, labels as `label region`; undefined for a label that was not there. */
export type Values = Readonly<Record<string, unknown>>;

export const labelField = (key: string): string => `label ${key}`;
export const keyOfLabel = (field: string): string | null => (field.startsWith('label ') ? field.slice(6) : null);

export interface Owner {
  kind: 'APPLICATION' | 'RUNTIME' | 'SCENARIO';
  id: string;
  /** As it was at the time. */
  name: string;
}

/** Fields of one object that differ: as they were, and as the entry left them. */
export interface ValuesReverted {
  kind: 'values';
  owner: Owner;
  /** A label alone is set or deleted; everything else is an update of the object. */
  isLabel: boolean;
  before: Values;
  after: Values;
  /** It changed scenarios, too, which this does not take back. */
  leavesScenarios: boolean;
}

export interface RulesReverted {
  kind: 'rules';
  /** Whether the entry made them, so that taking it back deletes them. */
  made: boolean;
  scenario: Owner;
  selector: { key: string; value: string };
  matches: ('APPLICATION' | 'RUNTIME')[];
}
