import { common, type Index, pairState } from './facts.ts';
import { impact } from './impact.ts';
import type { Change, PairState } from './model.ts';

/** Names as prose: `a`, `a and b`, `a, b and 3 more`. */
function enumerate(names: readonly string[], most = 3): string {
  const shown = names.length > most ? [...names.slice(0, most - 1), `${names.length - most + 1} more`] : [...names];
  const last = shown.pop() ?? '';
  return shown.length === 0 ? last : `${shown.join(', ')} and ${last}`;
}

const count = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? '' : 's'}`;

export interface PairAnswer {
  state: PairState;
  /** One or two sentences that name the objects. */
  explanation: string;
  /** In common. */
  scenarios: string[];
  /** Id of the Runtime the Application is connected to, if to one. */
  heldBy: string | null;
  since: number | null;
}

/** What is known of a connection beside that it exists, in words that read on from `connected since` and `last sync`. */
export interface ConnectionTimes {
  since: (at: number) => string;
  /** Null if the Runtime was never heard of. */
  lastSync: string | null;
}

/**
 * May these two talk, and why, or why not? Null if one of them does not exist. With `times` a connection says since when
 * and how fresh it is, as far as that is known.
 */
export function explainPair(
  index: Index,
  applicationID: string,
  runtimeID: string,
  times?: ConnectionTimes,
): PairAnswer | null {
  const application = index.members.get(applicationID);
  const runtime = index.members.get(runtimeID);
  if (application?.kind !== 'APPLICATION' || runtime?.kind !== 'RUNTIME') return null;
  const state = pairState(index, applicationID, runtimeID);
  const scenarios = common(application.scenarios, runtime.scenarios);
  const holders = index.holders.get(applicationID);
  const heldBy = holders?.has(runtimeID) ? runtimeID : (holders?.keys().next().value ?? null);
  const since = holders?.get(runtimeID) ?? null;
  const known = times
    ? [
        since === null ? [] : `connected since ${times.since(since)}`,
        times.lastSync === null ? 'no sync yet' : `last sync ${times.lastSync}`,
      ].flat()
    : [];
  const because = `because both are in ${enumerate(scenarios)}`;
  const home = ({ name, scenarios: own }: typeof application) =>
    `${name} is in ${own.length > 0 ? own.join(', ') : 'no scenario'}`;
  const explanations: Record<PairState, () => string> = {
    CONNECTED: () => `${[`${application.name} can call ${runtime.name} ${because}`, ...known].join('; ')}.`,
    AVAILABLE: () => `${application.name} and ${runtime.name} can connect ${because}. They are not connected yet.`,
    BLOCKED: () => {
      const holder = index.members.get(heldBy ?? '')?.name ?? 'another Runtime';
      const reason = `because ${application.name} is connected to ${holder}`;
      return `${runtime.name} cannot use ${application.name}, ${reason}. An Application is connected to one Runtime at a time; a switch would replace that connection.`;
    },
    FORBIDDEN: () => `${home(application)}; ${home(runtime)}; they share no scenario.`,
  };
  return { state, explanation: explanations[state](), scenarios, heldBy, since };
}

/**
 * A list of changes and its consequences as sentences, for example
 * `Removes orders from campaign. 1 connection stops.`
 */
export function explainChanges(index: Index, changes: readonly Change[]): string {
  const name = (id: string): string => index.members.get(id)?.name ?? id;
  const sentences = new Map<string, { start: string; objects: string[]; end: string }>();
  const say = (start: string, object: string, end: string): void => {
    const sentence = sentences.get(`${start} ${end}`);
    if (sentence) sentence.objects.push(object);
    else sentences.set(`${start} ${end}`, { start, objects: [object], end });
  };
  for (const change of changes) {
    if ('addToScenario' in change)
      say('Adds', name(change.addToScenario.objectID), `to ${change.addToScenario.scenario}`);
    else if ('removeFromScenario' in change) {
      say('Removes', name(change.removeFromScenario.objectID), `from ${change.removeFromScenario.scenario}`);
    } else if ('connect' in change)
      say('Connects', name(change.connect.applicationID), `to ${name(change.connect.runtimeID)}`);
    else if ('switch' in change)
      say('Switches', name(change.switch.applicationID), `to ${name(change.switch.runtimeID)}`);
    else say('Disconnects', name(change.disconnect.applicationID), `from ${name(change.disconnect.runtimeID)}`);
  }
  const { breaks, conflicts } = impact(index, changes);
  const text = [...sentences.values()].map(({ start, objects, end }) => `${start} ${enumerate(objects)} ${end}.`);
  if (breaks.length > 0) text.push(`${count(breaks.length, 'connection')} ${breaks.length === 1 ? 'stops' : 'stop'}.`);
  if (conflicts[0]) text.push(`${conflicts[0].message}.`);
  return text.join(' ');
}
