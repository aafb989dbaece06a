/**
 * Reads the YAML that programs usually write, a hundred times faster than a parser of all of YAML: maps and lists in block style,
 * plain scalars of letters, one-line quotes, literal blocks. Anything else makes it give up, for the parser to decide.
 */

interface Line {
  indent: number;
  text: string;
}

class GiveUp extends Error {}

const mostNesting = 100;
/** One line of text that begins with a letter: it is no other scalar of YAML, and nothing in it ends it. */
const word = /^(?!.*(?:: | #|[: ]$))[A-Za-z_/][\x20-\x7e\u00a1-\u1fff]*$/;
const reserved = /^(?:null|true|false|yes|no|on|off|y|n)$/i;
const integer = /^(?:0|-?[1-9]\d{0,14})$/;
const key = /^(?:([A-Za-z_][A-Za-z0-9_.-]*)|("(?:[^"\\]|\\["\\/bfnrt])*")):(?: (.*))?$/;
const singleQuoted = /^'(?:[\x20-\x26\x28-\x7e\u00a1-\u1fff]|'')*'$/;
const quoted = /^"(?:[^"\\\t]|\\["\\/bfnrt]|\\u[0-9a-fA-F]{4})*"$/;

function scalar(text: string): unknown {
  if (text === '[]') return [];
  if (text === '{}') return {};
  if (text === 'true') return true;
  if (text === 'false') return false;
  if (text === 'null') return null;
  if (integer.test(text)) return Number(text);
  if (quoted.test(text)) return JSON.parse(text);
  if (singleQuoted.test(text)) return text.slice(1, -1).replaceAll("''", "'");
  if (word.test(text) && !reserved.test(text)) return text;
  throw new GiveUp();
}

function keyOf(bare: string | undefined, inQuotes: string | undefined): string {
  const name = bare ?? (JSON.parse(inQuotes ?? '') as string);
  // `<<` merges, and `__proto__` is no member like others.
  if (name === '__proto__' || (bare !== undefined && reserved.test(bare))) throw new GiveUp();
  return name;
}

class Reader {
  private readonly lines: Line[];
  private at = 0;

  constructor(text: string) {
    // Line ends of other kinds, tabs and marks of documents are for the parser.
    if (/[\r\t\u0085\u2028\u2029\ufeff]|^(?:---|\.\.\.|%)/m.test(text)) throw new GiveUp();
    this.lines = text.split('\n').map((line) => {
      const indent = line.search(/[^ ]/);
      // In a literal block such a line may say something.
      if (indent < 0 && line !== '') throw new GiveUp();
      return indent < 0 ? { indent: -1, text: '' } : { indent, text: line.slice(indent) };
    });
  }

  read(): unknown {
    const first = this.peek();
    if (!first) throw new GiveUp();
    const value = this.block(first.indent, 0);
    if (this.peek()) throw new GiveUp();
    return value;
  }

  /** The next line that says something. */
  private peek(): Line | undefined {
    while (this.lines[this.at]?.indent === -1) this.at += 1;
    const line = this.lines[this.at];
    if (line?.text.startsWith('#')) throw new GiveUp();
    return line;
  }

  private block(indent: number, depth: number): unknown {
    if (depth > mostNesting) throw new GiveUp();
    const line = this.peek();
    if (line?.indent !== indent) throw new GiveUp();
    return line.text.startsWith('- ') ? this.list(indent, depth) : this.map(indent, depth);
  }

  private list(indent: number, depth: number): unknown[] {
    const entries: unknown[] = [];
    for (let line = this.peek(); line?.indent === indent && line.text.startsWith('- '); line = this.peek()) {
      const rest = line.text.slice(2);
      if (rest.startsWith(' ') || rest.startsWith('- ')) throw new GiveUp();
      if (key.test(rest)) {
        // A map begins behind the dash.
        this.lines[this.at] = { indent: indent + 2, text: rest };
        entries.push(this.map(indent + 2, depth + 1));
      } else {
        this.at += 1;
        entries.push(this.inline(rest, indent));
      }
    }
    this.refuseDeeper(indent);
    return entries;
  }

  private map(indent: number, depth: number): Record<string, unknown> {
    const members: Record<string, unknown> = {};
    for (let line = this.peek(); line?.indent === indent; line = this.peek()) {
      const found = key.exec(line.text);
      if (!found) {
        if (line.text.startsWith('- ')) break;
        throw new GiveUp();
      }
      const name = keyOf(found[1], found[2]);
      if (Object.hasOwn(members, name)) throw new GiveUp();
      this.at += 1;
      const rest = found[3] ?? '';
      members[name] = rest === '' ? this.nested(indent, depth) : this.inline(rest, indent);
    }
    this.refuseDeeper(indent);
    return members;
  }

  /** What stands below a key. */
  private nested(indent: number, depth: number): unknown {
    const line = this.peek();
    if (!line) throw new GiveUp();
    // A list may stand as far left as its key.
    if (line.indent > indent || (line.indent === indent && line.text.startsWith('- '))) {
      return this.block(line.indent, depth + 1);
    }
    throw new GiveUp();
  }

  private inline(text: string, indent: number): unknown {
    if (text === '|' || text === '|-') return this.literal(indent, text === '|-' ? '' : '\n');
    const value = scalar(text);
    const next = this.peek();
    // A plain scalar would go on in a line that is indented further.
    if (next && next.indent > indent) throw new GiveUp();
    return value;
  }

  private literal(parent: number, end: string): string {
    const texts: string[] = [];
    let indent = -1;
    for (let line = this.lines[this.at]; line; line = this.lines[this.at]) {
      if (line.indent >= 0) {
        if (line.indent <= parent) break;
        if (indent < 0) indent = line.indent;
        if (line.indent < indent) throw new GiveUp();
      } else if (indent < 0) throw new GiveUp();
      texts.push(line.indent < 0 ? '' : ' '.repeat(line.indent - indent) + line.text);
      this.at += 1;
    }
    while (texts.at(-1) === '') texts.pop();
    if (texts.length === 0) throw new GiveUp();
    return texts.join('\n') + end;
  }

  private refuseDeeper(indent: number): void {
    const line = this.peek();
    if (line && line.indent > indent) throw new GiveUp();
  }
}

/** The value that a parser of YAML 1.2 would read; undefined where this reader does not know. */
export function plainYaml(text: string): { value: unknown } | undefined {
  try {
    return { value: new Reader(text).read() };
  } catch (error) {
    if (error instanceof GiveUp) return undefined;
    throw error;
  }
}
