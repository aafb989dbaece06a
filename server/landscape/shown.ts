import type { ApplicationFacts, ConnectionFacts, RuleFacts, RuntimeFacts } from '../../landscape/delta.ts';
import type { applications, runtimes } from '../db/tables/director.tables.ts';
import type { connections, memberships, scenarioAssignments } from '../db/tables/landscape.tables.ts';

type ApplicationRow = Pick<typeof applications.$inferSelect, 'name' | 'providerName' | 'description' | 'updatedAt'>;
type RuntimeRow = Pick<
  typeof runtimes.$inferSelect,
  'name' | 'description' | 'updatedAt' | 'statusCondition' | 'reportedState'
>;
type ConnectionRow = Pick<typeof connections.$inferSelect, 'applicationId' | 'runtimeId' | 'since' | 'startedBy'>;

/** What a delta keeps of a row: the part that the landscape shows and that is not only observed. */
export const shownApplication = ({ name, providerName, description, updatedAt }: ApplicationRow): ApplicationFacts => ({
  name,
  providerName: providerName ?? null,
  description: description ?? null,
  updatedAt,
});

export const shownRuntime = ({
  name,
  description,
  updatedAt,
  statusCondition,
  reportedState,
}: RuntimeRow): RuntimeFacts => ({
  name,
  description: description ?? null,
  updatedAt,
  failed: statusCondition === 'FAILED' || reportedState === 'FAILED',
  called: statusCondition !== 'INITIAL',
});

export const shownConnection = ({ applicationId, runtimeId, since, startedBy }: ConnectionRow): ConnectionFacts => ({
  applicationId,
  runtimeId,
  since,
  startedBy,
});

export const shownMembership = ({
  scenarioId,
  objectKind,
  objectId,
  origin,
}: Pick<typeof memberships.$inferSelect, 'scenarioId' | 'objectKind' | 'objectId' | 'origin'>) => ({
  scenarioId,
  kind: objectKind,
  objectId,
  origin,
});

export const shownRule = ({
  scenarioId,
  objectKind,
  selectorKey,
  selectorValue,
  createdAt,
}: typeof scenarioAssignments.$inferInsert): RuleFacts => ({
  scenarioId,
  kind: objectKind,
  key: selectorKey,
  value: selectorValue,
  createdAt,
});
