import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { problemAt, SpecProblem, shortened } from './specProblem.ts';

export interface Element {
  /** Without prefix. */
  name: string;
  /** Empty if it is in no namespace. */
  namespace: string;
  /** Those without prefix. */
  attributes: Readonly<Record<string, string>>;
  children: Element[];
  line: number;
}

const parser = new XMLParser({
  preserveOrder: true,
  captureMetaData: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  parseTagValue: false,
  parseAttributeValue: false,
  ignoreDeclaration: true,
  ignorePiTags: true,
  processEntities: false,
});
const metaData = XMLParser.getMetaDataSymbol() as unknown as string;

type Raw = Record<string, unknown>;

/** Gives the line of an offset; asked for rising offsets, it reads the text once. */
function lineReader(text: string): (offset: number) => number {
  let [line, at] = [1, 0];
  return (offset) => {
    for (let next = text.indexOf('\n', at); next >= 0 && next < offset; next = text.indexOf('\n', at)) {
      line += 1;
      at = next + 1;
    }
    return line;
  };
}

/**
 * Parses XML without ever expanding anything: a document type declaration, where entities are declared, is refused.
 * @throws SpecProblem with the line.
 */
export function parseXml(text: string): Element {
  if (/<!(DOCTYPE|ENTITY)/i.test(text)) throw new SpecProblem('must not have a document type declaration');
  const validity = XMLValidator.validate(text);
  if (validity !== true) {
    // The library lists the open elements as JSON, cutting names off.
    const [, open] = /^Invalid '(\[.*\])' found\.$/s.exec(validity.err.msg) ?? [];
    const reason = open === undefined ? validity.err.msg : 'it ends within an element';
    throw problemAt(Number(validity.err.line) || null, [], `is not XML: ${shortened(reason, 200)}`);
  }
  const lineAt = lineReader(text);

  function elementsOf(raws: readonly Raw[], prefixes: Readonly<Record<string, string>>): Element[] {
    return raws.flatMap((raw) => {
      const tag = Object.keys(raw).find((key) => key !== ':@' && key !== '#text' && !key.startsWith('?'));
      if (tag === undefined) return [];
      const given = (raw[':@'] ?? {}) as Record<string, string>;
      const declared = Object.entries(given)
        .filter(([name]) => name === 'xmlns' || name.startsWith('xmlns:'))
        .map(([name, uri]) => [name === 'xmlns' ? '' : name.slice('xmlns:'.length), uri] as const);
      const scope = declared.length === 0 ? prefixes : { ...prefixes, ...Object.fromEntries(declared) };
      const [prefix, name] = tag.includes(':') ? (tag.split(':', 2) as [string, string]) : ['', tag];
      const { startIndex } = raw[metaData] as { startIndex: number };
      const line = lineAt(startIndex);
      const plain = Object.entries(given).filter(([attribute]) => !attribute.includes(':') && attribute !== 'xmlns');
      const children = elementsOf((raw[tag] ?? []) as Raw[], scope);
      return [{ name, namespace: scope[prefix] ?? '', attributes: Object.fromEntries(plain), children, line }];
    });
  }

  let raws: Raw[];
  try {
    raws = parser.parse(text) as Raw[];
  } catch (error) {
    throw new SpecProblem(`is not XML: ${shortened(error instanceof Error ? error.message : '', 200)}`);
  }
  const roots = elementsOf(raws, {});
  const [root] = roots;
  if (!root || roots.length > 1) throw new SpecProblem('is not XML: it has to have exactly one root element');
  return root;
}
