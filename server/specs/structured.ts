import { isCollection, LineCounter, parseDocument } from 'yaml';
import { problemAt, SpecProblem, shortened } from './specProblem.ts';

/** A JSON or YAML document, and where in its text a value is. */
export interface Structured {
  value: unknown;
  /** The line of a member or element, or of the nearest one around it that exists. Null if the text cannot tell. */
  lineOf(path: readonly string[]): number | null;
}

const mostNesting = 200;
/** Beyond this, aliases are a bomb: each may stand for others. */
const mostAliases = 100;

/** Also ends where YAML aliases make a value part of itself. */
function refuseDepth(root: unknown): void {
  let level: unknown[] = [root];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > mostNesting) throw new SpecProblem(`is nested more than ${mostNesting} levels deep`);
    level = [
      ...new Set(level.flatMap((each) => (typeof each === 'object' && each !== null ? Object.values(each) : []))),
    ];
  }
}

function openYaml(text: string) {
  const lines = new LineCounter();
  // Names are text: YAML would take an unquoted 200 of `responses` for a number, JSON Schema would not find it.
  const document = parseDocument(text, {
    lineCounter: lines,
    stringKeys: true,
    merge: true,
    logLevel: 'error',
    uniqueKeys: false,
  });
  return { document, lines };
}

/** The place of a value in the text, for messages only. */
function lineIn(text: string, path: readonly string[]): number | null {
  const { document, lines } = openYaml(text);
  let node: unknown = document.contents;
  let offset: number | undefined;
  const rangeOf = (value: unknown) => (value as { range?: [number, number, number] | null } | null)?.range?.[0];
  offset = rangeOf(node);
  for (const step of path) {
    if (!isCollection(node)) break;
    const next: unknown = node.get(
      /^\d+$/.test(step) && 'items' in node && !node.has(step) ? Number(step) : step,
      true,
    );
    if (next === undefined) break;
    const pair = node.items.find(
      (item) => typeof item === 'object' && item !== null && 'key' in item && 'value' in item && item.value === next,
    );
    offset = rangeOf(pair ? (pair as { key: unknown }).key : next) ?? rangeOf(next) ?? offset;
    node = next;
  }
  return offset === undefined ? null : lines.linePos(offset).line;
}

const structured = (text: string, value: unknown): Structured => {
  refuseDepth(value);
  return { value, lineOf: (path) => lineIn(text, path) };
};

/** @throws SpecProblem with the line. */
export function parseJson(text: string): Structured {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const message = error instanceof Error ? error.message : '';
    const [, line] = /\(line (\d+) column \d+\)/.exec(message) ?? [];
    const reason = shortened(message.replace(/ in JSON.*$/s, '').replace(/,\s*\.*".*$/s, ''));
    throw problemAt(line === undefined ? null : Number(line), [], `is not JSON: ${reason}`);
  }
  return structured(text, value);
}

/** @throws SpecProblem with the line; also if aliases multiply beyond reason. */
export function parseYaml(text: string): Structured {
  const { document } = openYaml(text);
  const [error] = document.errors;
  if (error) {
    // A parser at the end of its stack says so as if it were an error of the text.
    if (error.message.startsWith('Maximum call stack')) throw new SpecProblem('is nested too deeply');
    const [first = ''] = error.message.split('\n');
    const reason = shortened(first.replace(/; please use .*$| at line \d+, column \d+:?$/, ''));
    throw problemAt(error.linePos?.[0].line ?? null, [], `is not YAML: ${reason}`);
  }
  try {
    return structured(text, document.toJS({ maxAliasCount: mostAliases }));
  } catch (cause) {
    if (!(cause instanceof ReferenceError)) throw cause;
    if (cause.message.startsWith('Unresolved')) throw new SpecProblem(`is not YAML: ${shortened(cause.message)}`);
    throw new SpecProblem('has more YAML aliases than a document needs');
  }
}
