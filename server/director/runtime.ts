import type { runtimes, StatusCondition } from '../db/tables/director.tables.ts';
import { invalidData } from '../shared/errors.ts';
import { labelsRule } from './label.ts';
import { all, check, dnsName, length, required } from './validation.ts';

export type RuntimeRecord = typeof runtimes.$inferSelect;

export interface RuntimeInput {
  name: string;
  description?: string | null;
  labels?: Record<string, unknown> | null;
  statusCondition?: StatusCondition | null;
}

const rules = { name: all(required, dnsName), description: length(0, 2000), labels: labelsRule };

/** What an update sets: every field, a condition left out to INITIAL (director.md 5, 10.2). Throws InvalidData. */
export function updatedRuntime(input: RuntimeInput, at: number) {
  check('RuntimeInput', rules, input);
  return {
    name: input.name,
    description: input.description ?? null,
    statusCondition: input.statusCondition ?? ('INITIAL' as const),
    statusAt: at,
    updatedAt: at,
  };
}

/** The row of a new Runtime. Throws InvalidData. */
export function newRuntime(
  input: RuntimeInput,
  { id, tenantId, at }: { id: string; tenantId: string; at: number },
): RuntimeRecord {
  return {
    ...updatedRuntime(input, at),
    id,
    tenantId,
    createdAt: at,
    lastSyncAt: null,
    lastSuccessAt: null,
    lastAttemptAt: null,
    lastFetchAt: null,
    lastApplicationAt: null,
    lastReportAt: null,
    reportedState: null,
    clockAheadMs: null,
  };
}

const eventsUrlKey = 'runtime_eventServiceUrl';

/** The events URL a Runtime announces; "" if none. @throws InvalidData if it is not a string (director.md 10.2). */
export function announcedEventsUrl(labels: Readonly<Record<string, unknown>>): string {
  const value = labels[eventsUrlKey] ?? '';
  if (typeof value !== 'string') throw invalidData(`the label ${eventsUrlKey} has to be a string`);
  return value;
}

/** What the activity log keeps of a Runtime. */
export const runtimeFacts = (record: RuntimeRecord) => ({
  name: record.name,
  description: record.description,
  statusCondition: record.statusCondition,
});
