import type { ApplicationRow, RuntimeRow } from './rows.ts';

/** One object with what it belongs to and whom it is connected to, as the API tells it; nothing secret is part of it. */
export function memberFacts(row: ApplicationRow | RuntimeRow, labels: Readonly<Record<string, unknown>>): object {
  const isRuntime = row.kind === 'RUNTIME';
  // Scenarios stand on their own, with where each came from.
  const { scenarios: _, ...others } = labels;
  return {
    kind: isRuntime ? 'Runtime' : 'Application',
    id: row.id,
    name: row.name,
    description: row.description,
    ...(isRuntime ? { connectionState: row.state } : { providerName: row.providerName }),
    labels: others,
    scenarios: row.scenarios.map(({ name, origin }) => ({ name, origin })),
    connections: row.connected.map(({ id, name, since, pending, through }) => ({
      [isRuntime ? 'application' : 'runtime']: { id, name },
      since: new Date(since).toISOString(),
      scenarios: through,
      fetchedByAgent: !pending,
    })),
    updatedAt: new Date(row.updatedAt).toISOString(),
  };
}
