import { parse, YAMLParseError } from 'yaml';
import type { OnboardingDraft } from './draft.ts';

type FromFile = Partial<
  Pick<OnboardingDraft, 'name' | 'providerName' | 'description' | 'healthCheckURL' | 'labels' | 'scenarios'>
>;

const texts = ['name', 'providerName', 'description', 'healthCheckURL'] as const;
const known: readonly string[] = [...texts, 'labels', 'scenarios'];

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isNames = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((each) => typeof each === 'string');

function content(text: string): unknown {
  try {
    return parse(text);
  } catch (error) {
    if (error instanceof YAMLParseError)
      throw new Error(`This is neither YAML nor JSON: ${error.message.split('\n')[0]}`);
    throw error;
  }
}

/**
 * Reads what describes one object from YAML or JSON: `name`, `description`, `labels`, `scenarios`, and for Applications
 * `providerName` and `healthCheckURL`. @throws Error that says what to correct.
 */
export function readDraftFile(text: string): FromFile {
  const value = content(text);
  if (!isRecord(value)) throw new Error('The file has to hold fields such as name, labels and scenarios.');
  const unknown = Object.keys(value).filter((key) => !known.includes(key));
  if (unknown.length > 0) throw new Error(`Unknown: ${unknown.join(', ')}. Known are ${known.join(', ')}.`);
  const read: FromFile = {};
  for (const key of texts) {
    const given = value[key];
    if (given === undefined || given === null) continue;
    if (typeof given !== 'string') throw new Error(`${key} has to be text.`);
    read[key] = given;
  }
  const { labels = {}, scenarios } = value;
  if (!isRecord(labels)) throw new Error('labels has to be a list of keys with values.');
  const { scenarios: among, ...rest } = labels;
  const names = scenarios ?? among ?? [];
  if (!isNames(names)) throw new Error('scenarios has to be a list of names.');
  read.labels = Object.entries(rest).map(([key, each], id) => ({
    id,
    key,
    value: typeof each === 'string' ? each : JSON.stringify(each),
  }));
  read.scenarios = names;
  return read;
}
