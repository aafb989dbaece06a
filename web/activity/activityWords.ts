import { formatExactZoned } from '../format/moments.ts';
import type { ActivityQuery } from '../graphql.generated.ts';
import type { IconName } from '../ui/glyphs/names.ts';

export type Entry = ActivityQuery['activity']['data'][number];

const words: Readonly<Record<string, string>> = {
  'administrator.created': 'Created the first administrator',
  'apiToken.created': 'Created API token',
  'apiToken.revoked': 'Revoked API token',
  'apiDefinition.added': 'Added API definition',
  'apiDefinition.deleted': 'Removed API definition',
  'apiDefinition.fetchFailed': 'Could not fetch the specification of API definition',
  'apiDefinition.fetched': 'Fetched the specification of API definition',
  'apiDefinition.updated': 'Edited API definition',
  'application.registered': 'Registered application',
  'application.statusChanged': 'Application called for the first time',
  'application.unregistered': 'Unregistered application',
  'application.updated': 'Edited application',
  'applicationTemplate.created': 'Created application template',
  'applicationTemplate.deleted': 'Deleted application template',
  'applicationTemplate.updated': 'Edited application template',
  'bulk.finished': 'Changed many objects',
  'bulk.started': 'Began to change many objects',
  'calendar.created': 'Made a calendar address of certificate ends',
  'calendar.deleted': 'Revoked a calendar address of certificate ends',
  'certificate.critical': 'Certificate ends soon and is not renewed',
  'certificate.expired': 'Certificate expired',
  'certificate.issued': 'Got certificate for a one-time token',
  'certificate.overdue': 'Certificate was not renewed in time',
  'certificate.renewalFailed': 'Certificate renewal refused',
  'certificate.renewed': 'Renewed certificate',
  'certificate.revocationAsked': 'Asked to revoke certificate once it is replaced',
  'certificate.revocationCancelled': 'Took back the revocation of certificate',
  'certificate.revoked': 'Revoked certificate',
  'certificateAuthority.rotated': 'Let another authority sign certificates',
  'clientCredentials.issued': 'Generated client credentials',
  'connection.claimed': 'Connected by fetching its configuration',
  'connection.connected': 'Connected application to runtime',
  'connection.refused': 'Connection refused',
  'connection.disconnected': 'Disconnected application',
  'connection.switched': 'Switched application to another runtime',
  'document.added': 'Added document',
  'document.deleted': 'Removed document',
  'document.fetchFailed': 'Could not fetch document',
  'document.fetched': 'Fetched document',
  'eventDefinition.added': 'Added event definition',
  'eventDefinition.deleted': 'Removed event definition',
  'eventDefinition.fetchFailed': 'Could not fetch the specification of event definition',
  'eventDefinition.fetched': 'Fetched the specification of event definition',
  'eventDefinition.updated': 'Edited event definition',
  'identityProvider.created': 'Added sign-in provider',
  'identityProvider.deleted': 'Deleted sign-in provider',
  'identityProvider.updated': 'Changed sign-in provider',
  'instanceAuth.deleted': 'Removed credentials of a package',
  'instanceAuth.requested': 'Requested credentials of a package',
  'instanceAuth.set': 'Provided credentials of a package',
  'instanceAuth.unused': 'Gave back credentials of a package',
  'integrationSystem.registered': 'Registered integration system',
  'integrationSystem.unregistered': 'Unregistered integration system',
  'integrationSystem.updated': 'Edited integration system',
  'label.deleted': 'Removed label',
  'label.set': 'Set label',
  'labelDefinition.created': 'Defined label',
  'labelDefinition.deleted': 'Removed label definition',
  'labelDefinition.restored': 'Restored label definition',
  'labelDefinition.updated': 'Changed label definition',
  'landscape.changed': 'Changed the landscape',
  'landscape.exampleLoaded': 'Loaded the example landscape',
  'oneTimeToken.expired': 'One-time token expired unused',
  'oneTimeToken.issued': 'Generated one-time token',
  'oneTimeToken.revoked': 'Revoked one-time token',
  'package.added': 'Added package',
  'package.deleted': 'Removed package',
  'package.updated': 'Edited package',
  'person.disabled': 'Disabled the account of',
  'person.enabled': 'Enabled the account of',
  'person.invited': 'Gave a role in this tenant to',
  'person.linkCreated': 'Made a link to choose a password for',
  'person.passwordSet': 'Chose a password',
  'person.removed': 'Took the role in this tenant from',
  'person.roleChanged': 'Changed the role of',
  'person.roleGranted': 'Got a role by signing in',
  'person.roleWithdrawn': 'Lost a role by signing in',
  'person.sessionsEnded': 'Ended the sessions of',
  'runtime.registered': 'Registered runtime',
  'runtime.reported': 'Runtime reported its status',
  'runtime.statusChanged': 'Runtime called for the first time',
  'runtime.unregistered': 'Unregistered runtime',
  'runtime.updated': 'Edited runtime',
  'scenario.created': 'Created scenario',
  'scenario.deleted': 'Deleted scenario',
  'scenario.renamed': 'Renamed scenario',
  'scenarioAssignment.created': 'Created automatic assignment',
  'scenarioAssignment.deleted': 'Deleted automatic assignment',
  'signIn.failed': 'Sign-in failed',
  'settings.connectionPolicyChanged': 'Changed the connection policy',
  'settings.certificateThresholdsSet': 'Set the thresholds of certificates',
  'systemAuth.deleted': 'Deleted machine identity',
  'tenant.activated': 'Activated tenant',
  'tenant.created': 'Created tenant',
  'tenant.deactivated': 'Deactivated tenant',
  'tenant.deleted': 'Deleted tenant',
  'tenant.renamed': 'Renamed tenant',
  'token.used': 'Used one-time token',
  'webhook.added': 'Added webhook',
  'webhook.deleted': 'Removed webhook',
  'webhook.replayed': 'Replayed webhook deliveries',
  'webhook.secretRotated': 'Rotated signing secret of webhook',
  'webhook.tested': 'Sent test event to webhook',
  'webhook.updated': 'Edited webhook',
};

/** An action as people say it; one without words of its own is taken apart: `label.set` reads "Label set". */
export function actionInWords(action: string): string {
  const known = words[action];
  if (known) return known;
  const text = action
    .replace('.', ' ')
    .replace(/([a-z])([A-Z])/g, (_, before: string, next: string) => `${before} ${next.toLowerCase()}`);
  return text.charAt(0).toUpperCase() + text.slice(1);
}

type Worded = Pick<Entry, 'action'> & { summary?: string | null } & Partial<Pick<Entry, 'before' | 'after'>>;

/** The key of the label that an entry is about; what rules made of it stands beside it, as `scenarios`. */
function labelIn({ action, before, after }: Worded): string | null {
  const told = action === 'label.set' ? after : action === 'label.deleted' ? before : null;
  const keys = isObject(told) ? Object.keys(told) : [];
  return keys.find((key) => key !== 'scenarios') ?? keys[0] ?? null;
}

/** What happened, by name if the entry tells of a change: `Added orders to campaign`, else its action: `Set label region`. */
export function entryInWords({ summary, ...entry }: Worded): string {
  if (summary) return summary.charAt(0).toUpperCase() + summary.slice(1);
  const label = labelIn(entry);
  return label === null ? actionInWords(entry.action) : `${actionInWords(entry.action)} ${label}`;
}

/** The same where its objects do not follow: `Changed the role`. */
export const entryAlone = (entry: Worded): string => entryInWords(entry).replace(/ (?:for|from|of|to)$/, '');

/** The same after the name of who did it: `added orders to campaign`. */
export function doneInWords({ summary, ...entry }: Worded): string {
  const words = entryInWords(entry);
  return summary ?? words.charAt(0).toLowerCase() + words.slice(1);
}

const plain = (kind: string) => kind.replaceAll('_', '').toLowerCase();

/**
 * The sentence of an entry, in which names stand out: `Mara Keller registered application orders`. What Compass notes by
 * itself is said of its object: `cluster-eu certificate expired`.
 * @param names of the objects.
 */
export function sentenceOf(
  { actor, objects, ...entry }: Worded & Pick<Entry, 'actor' | 'objects'>,
  names: string,
): { subject: string; rest: string } {
  const by = actorName(actor);
  const isWhole = entry.summary || entry.action.startsWith('landscape.');
  if (isWhole || names === '' || names === by) return { subject: by, rest: doneInWords(entry) };
  if (actor.type === 'SYSTEM') return { subject: names, rest: doneInWords(entry) };
  const isNamed = entry.action.toLowerCase().startsWith(`${plain(objects[0]?.kind ?? '')}.`);
  return { subject: by, rest: `${doneInWords(entry)} ${isNamed ? '' : 'for '}${names}` };
}

export const actorIcon: Readonly<Record<Entry['actor']['type'], IconName>> = {
  USER: 'i-person',
  AUTOMATION: 'i-key',
  APPLICATION: 'k-application',
  RUNTIME: 'k-runtime',
  INTEGRATION_SYSTEM: 'i-key',
  RULE: 'i-rule',
  SYSTEM: 'i-certificates',
};

export const actorName = ({ type, name, id }: Entry['actor']): string => (type === 'SYSTEM' ? 'Compass' : name || id);

const objectIcons: Readonly<Record<string, IconName>> = {
  API_DEFINITION: 'i-api',
  APPLICATION: 'k-application',
  CERTIFICATE_AUTHORITY: 'i-certificates',
  EVENT_DEFINITION: 'i-event',
  PACKAGE: 'i-package',
  RUNTIME: 'k-runtime',
  SCENARIO: 'k-scenario',
  TENANT: 'i-administration',
  USER: 'i-person',
  WEBHOOK: 'i-hook',
};

/** Of what has no symbol of its own, mostly something that opens a door. */
export const objectIcon = (kind: string): IconName => objectIcons[kind] ?? 'i-key';

interface Group {
  total?: number;
  pairs?: { application?: { name?: string }; runtime?: { name?: string } }[];
}

export interface Effect {
  text: string;
  family: 'connected' | 'failed' | 'idle';
  /** The first pairs by name. */
  detail: string;
}

const groups = [
  ['breaks', 'connection', 'stopped', 'failed'],
  ['begins', 'connection', 'began', 'connected'],
  ['becomesPossible', 'pair', 'became possible', 'idle'],
  ['stopsBeingPossible', 'pair', 'stopped being possible', 'idle'],
] as const;

/** What an entry's impact says, worst first; empty if nothing of the landscape was affected. */
export function effectsOf(impact: unknown): Effect[] {
  if (typeof impact !== 'object' || impact === null) return [];
  return groups.flatMap(([name, noun, verb, family]) => {
    const { total = 0, pairs = [] } = ((impact as Record<string, unknown>)[name] ?? {}) as Group;
    if (total === 0) return [];
    const named = pairs.slice(0, 3).map(({ application, runtime }) => `${application?.name} → ${runtime?.name}`);
    const more = total > named.length ? `, ${total - named.length} more` : '';
    return [
      { text: `${total} ${noun}${total === 1 ? '' : 's'} ${verb}`, family, detail: `${named.join(', ')}${more}` },
    ];
  });
}

export interface Difference {
  key: string;
  before: string | null;
  after: string | null;
}

type Names = ReadonlyMap<string, string>;

/** More objects than this are counted. */
const mostListed = 50;

const uuid = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

const kindsInWords = (kind: unknown) => `${String(kind).toLowerCase()}s`;

/** A list of objects as entries keep them: connection, rule, member of a scenario, label; null for anything else. */
function objectInWords(value: Record<string, unknown>): string | null {
  const { applicationID, runtimeID, objectID, objectId, scenarioName, selector, kind } = value;
  if (typeof applicationID === 'string' && typeof runtimeID === 'string') return `${applicationID} → ${runtimeID}`;
  if (isObject(selector) && typeof kind === 'string') {
    const of = typeof scenarioName === 'string' ? `${scenarioName}: ` : '';
    return `${of}${selector['key']} = ${JSON.stringify(selector['value'])} for ${kindsInWords(kind)}`;
  }
  if (typeof objectID === 'string' && typeof value['manual'] === 'boolean')
    return value['manual'] ? objectID : `${objectID} by rule`;
  if (typeof objectId === 'string' && 'value' in value) {
    return `${typeof value['name'] === 'string' ? value['name'] : objectId} ${JSON.stringify(value['value'])}`;
  }
  return null;
}

/**
 * A connection by name, `orders → cluster-eu`; a rule in words, `campaign: region = "eu" for runtimes`; anything else as JSON,
 * with names for ids. Of a list at most so many, the rest as a number.
 */
function shown(value: unknown, names: Names, most = Number.POSITIVE_INFINITY): string | null {
  if (value === undefined || value === null) return null;
  const named = (text: string) => text.replace(uuid, (id) => names.get(id) ?? id);
  if (Array.isArray(value)) {
    const more = value.length - most;
    const first = value.slice(0, most).map((item) => shown(item, names) ?? '');
    return [...first, ...(more > 0 ? [`${more.toLocaleString('en')} more`] : [])].join(', ') || 'none';
  }
  if (!isObject(value)) return named(typeof value === 'string' ? value : JSON.stringify(value));
  return named(objectInWords(value) ?? JSON.stringify(value));
}

/** Milliseconds since 1970 under these names are moments. */
const isMoment = (key: string, value: unknown): value is number =>
  /(?:At|After|Before|since)$/.test(key) && typeof value === 'number' && value > 1e11;

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Members in which before and after differ; values that are no objects are compared whole. */
export function differencesOf(before: unknown, after: unknown, names: Names = new Map()): Difference[] {
  const [from, to] = [isObject(before) ? before : { value: before }, isObject(after) ? after : { value: after }];
  const empty = (record: Record<string, unknown>) =>
    Object.values(record).every((value) => value === null || value === undefined);
  const keys = new Set([...(empty(from) ? [] : Object.keys(from)), ...(empty(to) ? [] : Object.keys(to))]);
  return [...keys].flatMap((key) => {
    if (key === 'memberships') return membershipDifferences(from[key], to[key], names);
    const told = (value: unknown, most?: number) =>
      isMoment(key, value) ? formatExactZoned(value) : shown(value, names, most);
    if (told(from[key]) === told(to[key])) return [];
    return [{ key, before: told(from[key], mostListed), after: told(to[key], mostListed) }];
  });
}

/** A line for each object: the scenarios it was in and is in. */
function membershipDifferences(before: unknown, after: unknown, names: Names): Difference[] {
  const scenariosIn = (side: unknown) =>
    new Map(
      (Array.isArray(side) ? side : []).filter(isObject).map(({ objectID, memberships }) => {
        const all = (Array.isArray(memberships) ? memberships : []).filter(isObject);
        return [String(objectID), all.map(({ scenario }) => String(scenario)).join(', ') || 'no scenario'] as const;
      }),
    );
  const [from, to] = [scenariosIn(before), scenariosIn(after)];
  const differing = [...new Set([...from.keys(), ...to.keys()])].filter((id) => from.get(id) !== to.get(id));
  const more = differing.length - mostListed;
  return [
    ...differing.slice(0, mostListed).map((id) => ({
      ...{ key: names.get(id) ?? id, before: from.get(id) ?? null, after: to.get(id) ?? null },
    })),
    ...(more > 0 ? [{ key: `${more.toLocaleString('en')} more`, before: null, after: null }] : []),
  ];
}

/** Why, and how often, if the entry says so: `held by Runtime 2`, `the password is wrong, 12 times`. */
export function reasonOf({ after }: Pick<Entry, 'after'>): string {
  const { reason, count } = isObject(after) ? after : {};
  if (typeof reason !== 'string') return '';
  return typeof count === 'number' && count > 1 ? `${reason}, ${count} times` : reason;
}
