import { severity } from '../../landscape/findings.ts';
import { comparedCount, comparedSpan, contains, known, oneOf, type TokenKey } from './filter.ts';
import type { ApplicationLine, RuntimeLine, ScenarioLine } from './rows.ts';
import { labelValues, type TableWords } from './table.ts';

type MemberRow = ApplicationLine | RuntimeLine;

const families = ['failed', 'attention', 'pending', 'connected', 'idle'];
const runtimeStates: Readonly<Record<RuntimeLine['state'], string>> = {
  NOT_CONNECTED: 'never-connected',
  CONNECTED: 'connected',
  STALE: 'stale',
  FAILED: 'failed',
  CERTIFICATE_EXPIRED: 'expired',
  REVOKED: 'revoked',
};
const certificateStates = ['healthy', 'renewal_due', 'overdue', 'critical', 'expired', 'revoked', 'none'];

const certificateOf = ({ certificate }: RuntimeLine) => certificate?.state.toLowerCase() ?? 'none';
const scenarioNames = (row: MemberRow) => row.memberships.map(({ scenario }) => scenario);
const scenarioText = (row: MemberRow) => scenarioNames(row).join(' ') || null;
/** Kept by Compass itself with every Application, and columns of their own (director.md 5). */
const ownLabels: ReadonlySet<string> = new Set(['name', 'integrationSystemID']);
/** Labels outlive the rows, which are made anew every few seconds. */
const pairsBy = new WeakMap<object, readonly string[]>();

function labelPairs({ labels }: MemberRow): readonly string[] {
  const known = pairsBy.get(labels);
  if (known) return known;
  const given = Object.entries(labels).filter(([key]) => !ownLabels.has(key));
  const pairs = given.flatMap(([key, value]) => labelValues(value).map((each) => `${key}=${each}`));
  pairsBy.set(labels, pairs);
  return pairs;
}

/** `<key>=<value>`, split at the first sign: keys of labels contain none. */
const hasLabel: TokenKey<MemberRow> = (pair) => {
  const at = pair.indexOf('=');
  const [key, value] = [pair.slice(0, at), pair.slice(at + 1)];
  return ({ labels }) => Object.hasOwn(labels, key) && (value === '*' || labelValues(labels[key]).includes(value));
};

const memberKeys = {
  name: contains(({ name }: MemberRow) => name),
  id: oneOf(({ id }: MemberRow) => [id]),
  scenario: oneOf(scenarioNames),
  'label.': hasLabel,
  updated: comparedSpan('updated', 'ago', ({ updatedAt }: MemberRow) => updatedAt),
};

const memberOrders = {
  name: ({ name }: MemberRow) => name,
  state: ({ finding }: MemberRow) => severity(finding.family),
  scenarios: scenarioText,
  updated: ({ updatedAt }: MemberRow) => -updatedAt,
};

const memberFacets = {
  state: ({ finding }: MemberRow) => [finding.family],
  scenario: scenarioNames,
  label: labelPairs,
};

const labels = (row: MemberRow) => row.labels;

export const applicationWords: TableWords<ApplicationLine> = {
  text: ({ name, providerName }) => `${name} ${providerName ?? ''}`,
  keys: {
    ...memberKeys,
    state: known('state', families, ({ finding }) => [finding.family]),
    connected: oneOf(({ connected }) => connected.map(({ name }) => name)),
    provider: oneOf(({ providerName }) => (providerName === null ? [] : [providerName])),
    contents: comparedCount('contents', ({ apiCount, eventCount }) => apiCount + eventCount),
  },
  labels,
  orders: {
    ...memberOrders,
    runtime: ({ connected }) => connected[0]?.name ?? null,
    contents: ({ apiCount, eventCount }) => apiCount + eventCount,
    provider: ({ providerName }) => providerName,
  },
  facets: { ...memberFacets, provider: ({ providerName }) => (providerName === null ? [] : [providerName]) },
};

export const runtimeWords: TableWords<RuntimeLine> = {
  text: ({ name }) => name,
  keys: {
    ...memberKeys,
    state: known('state', [...new Set([...families, ...Object.values(runtimeStates)])], ({ finding, state }) => [
      finding.family,
      // What is connected may still want attention: the family decides.
      ...(state === 'CONNECTED' ? [] : [runtimeStates[state]]),
    ]),
    connected: oneOf(({ connected }) => connected.map(({ name }) => name)),
    expires: comparedSpan('expires', 'ahead', ({ certificate }) => certificate?.notAfter ?? null),
    certificate: known('certificate', certificateStates, (row) => [certificateOf(row)]),
    synced: comparedSpan('synced', 'ago', ({ lastContactAt }) => lastContactAt),
    agent: oneOf(({ agentVersion }) => (agentVersion === null ? [] : [agentVersion])),
    applications: comparedCount('applications', ({ applicationCount }) => applicationCount),
    contact: known('contact', ['live', 'none'], ({ state }) => [state === 'CONNECTED' ? 'live' : 'none']),
    unseen: comparedCount('unseen', ({ unseenCount }) => unseenCount),
    removals: comparedCount('removals', ({ unenforcedRemovals }) => unenforcedRemovals),
  },
  labels,
  orders: {
    ...memberOrders,
    sync: ({ lastContactAt }) => (lastContactAt === null ? null : -lastContactAt),
    certificate: ({ certificateLeft }) => certificateLeft,
    expires: ({ certificate }) => certificate?.notAfter ?? null,
    applications: ({ applicationCount }) => applicationCount,
    agent: ({ agentVersion }) => agentVersion,
  },
  facets: {
    ...memberFacets,
    certificate: (row) => [certificateOf(row)],
    agent: ({ agentVersion }) => (agentVersion === null ? [] : [agentVersion]),
  },
};

const contents = ['applications', 'runtimes', 'connections', 'attention', 'rules'] as const;
const contentsOf = ({ applicationCount, runtimeCount, connectionCount, attentionCount, ruleCount }: ScenarioLine) => {
  const counts = [applicationCount, runtimeCount, connectionCount, attentionCount, ruleCount];
  return contents.filter((_, at) => counts[at] !== 0);
};

export const scenarioWords: TableWords<ScenarioLine> = {
  text: ({ name }) => name,
  keys: {
    has: known('has', contents, contentsOf),
    name: contains(({ name }) => name),
    id: oneOf(({ id }) => [id]),
    applications: comparedCount('applications', ({ applicationCount }) => applicationCount),
    runtimes: comparedCount('runtimes', ({ runtimeCount }) => runtimeCount),
    connections: comparedCount('connections', ({ connectionCount }) => connectionCount),
    attention: comparedCount('attention', ({ attentionCount }) => attentionCount),
    rules: comparedCount('rules', ({ ruleCount }) => ruleCount),
    changed: comparedSpan('changed', 'ago', ({ changedAt }) => changedAt),
    created: comparedSpan('created', 'ago', ({ createdAt }) => createdAt),
  },
  orders: {
    name: ({ name }) => name,
    applications: ({ applicationCount }) => applicationCount,
    runtimes: ({ runtimeCount }) => runtimeCount,
    connections: ({ connectionCount }) => connectionCount,
    attention: ({ attentionCount }) => attentionCount,
    rules: ({ ruleCount }) => ruleCount,
    created: ({ createdAt }) => -createdAt,
    changed: ({ changedAt }) => -changedAt,
  },
  facets: { has: contentsOf },
};
