import type { Change } from '../../landscape/model.ts';

/** As many as one request takes. */
const mostChanges = 1000;
const prefix = 'draft=';

const shapes = {
  addToScenario: ['objectID', 'scenario'],
  removeFromScenario: ['objectID', 'scenario'],
  connect: ['applicationID', 'runtimeID'],
  switch: ['applicationID', 'runtimeID'],
  disconnect: ['applicationID', 'runtimeID'],
} as const;

/** The part of an address behind `#`, which browsers send to no server. */
export function hashOf(changes: readonly Change[]): string {
  const bytes = new TextEncoder().encode(JSON.stringify(changes));
  const binary = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  return prefix + btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

/** The draft in such a part: null if there is none, a text that says what is wrong with it if it cannot be read. */
export function changesInHash(hash: string): Change[] | string | null {
  const text = hash.replace(/^#/, '');
  if (!text.startsWith(prefix)) return null;
  try {
    const binary = atob(text.slice(prefix.length).replaceAll('-', '+').replaceAll('_', '/'));
    const read: unknown = JSON.parse(new TextDecoder().decode(Uint8Array.from(binary, (char) => char.charCodeAt(0))));
    if (!Array.isArray(read) || read.length === 0) return 'The link holds no changes.';
    if (read.length > mostChanges) return `The link holds more than ${mostChanges} changes.`;
    return read.map(readChange);
  } catch {
    return 'The link of the draft is damaged.';
  }
}

/** Only what a change consists of; throws for anything else. */
function readChange(given: unknown): Change {
  if (typeof given !== 'object' || given === null) throw new TypeError('not a change');
  const [entry, ...others] = Object.entries(given);
  if (!entry || others.length > 0 || !Object.hasOwn(shapes, entry[0])) throw new TypeError('not a change');
  const [kind, value] = entry;
  const members = shapes[kind as keyof typeof shapes].map((member) => {
    const text: unknown = (value as Record<string, unknown> | null)?.[member];
    if (typeof text !== 'string' || text === '' || text.length > 256) throw new TypeError(`${member} is no text`);
    return [member, text] as const;
  });
  return { [kind]: Object.fromEntries(members) } as unknown as Change;
}
