import { setImmediate as turn } from 'node:timers/promises';
import { stringify } from 'yaml';
import { invalidData, invalidOperation } from '../shared/errors.ts';
import { SpecProblem } from '../specs/specProblem.ts';
import type { Specs } from '../specs/specs.ts';
import { checkedDocument, type ImportDocument, tooDeep } from './importDocument.ts';
import { yamlParts } from './yamlParts.ts';

/** A landscape of 10,000 objects without specifications has about 7 million in YAML. */
const mostCharacters = 16_000_000;
const tooLong = (what: string) => `${what} has more than ${mostCharacters.toLocaleString('en')} characters`;

/** Problems name lines of the part that was read: here those of the document. */
const moved = (message: string, firstLine: number): string =>
  message.replace(/ at line (\d+)/, (_, line: string) => ` at line ${Number(line) + firstLine}`);

async function fromYaml(specs: Pick<Specs, 'jsonOf'>, text: string): Promise<unknown> {
  const read = async (part: string, firstLine = 0): Promise<unknown> => {
    try {
      return JSON.parse(await specs.jsonOf(part));
    } catch (error) {
      if (error instanceof SpecProblem) throw invalidData(`the document ${moved(error.message, firstLine)}`);
      throw error;
    }
  };
  const { head, lists } = yamlParts(text);
  const value = await read(head);
  if (typeof value !== 'object' || value === null) return value;
  for (const { key, parts } of lists) {
    const entries: unknown[] = [];
    for (const { text: part, firstLine } of parts) {
      const found = await read(part, firstLine);
      // Nothing but comments is no entry; anything else is checked with the rest.
      if (found !== null) entries.push(...(Array.isArray(found) ? found : [found]));
    }
    if (entries.length > 0) Object.assign(value, { [key]: entries });
  }
  return value;
}

function fromJson(text: string): unknown {
  if (!/^\s*[{[]/.test(text)) return undefined;
  try {
    return JSON.parse(text);
  } catch (error) {
    // The flow style of YAML begins alike.
    if (error instanceof SyntaxError) return undefined;
    throw error instanceof RangeError ? tooDeep(error) : error;
  }
}

/** Reads YAML off the event loop, under the watch that documents of others are under. @throws InvalidData */
export async function readDocument(specs: Pick<Specs, 'jsonOf'>, text: string): Promise<ImportDocument> {
  if (text.length > mostCharacters) throw invalidData(tooLong('the document'));
  return checkedDocument(fromJson(text) ?? (await fromYaml(specs, text)));
}

/** @throws InvalidOperation if it is too long to be handed over. */
export function writeDocument(document: ImportDocument): string {
  const text = JSON.stringify(document);
  if (text.length > mostCharacters) {
    throw invalidOperation(`${tooLong('what was read')}: leave the texts of specifications out`);
  }
  return text;
}

/** Long lines stay lines: what is read back is read faster. */
const layout = { aliasDuplicateObjects: false, lineWidth: 0 };
/** Objects that are written before other requests have their turn. */
const atOnce = 50;

/** @throws InvalidOperation if it is longer than what is read. */
export async function asYaml(document: ImportDocument): Promise<string> {
  const { format, ...lists } = document;
  const texts = [stringify({ format })];
  let length = 0;
  for (const [key, entries] of Object.entries(lists)) {
    if (entries.length === 0) texts.push(`${key}: []\n`);
    for (let from = 0; from < entries.length; from += atOnce) {
      const text = stringify({ [key]: entries.slice(from, from + atOnce) }, layout);
      texts.push(from === 0 ? text : text.slice(text.indexOf('\n') + 1));
      length += text.length;
      if (length > mostCharacters) {
        throw invalidOperation(`${tooLong('this landscape')}: export it without the texts of specifications`);
      }
      await turn();
    }
  }
  return texts.join('');
}
