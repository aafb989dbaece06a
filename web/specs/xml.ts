import { XMLParser } from 'fast-xml-parser';
import { UnreadableSpec } from './outline.ts';

export interface XmlElement {
  /** Without prefix. */
  name: string;
  attributes: ReadonlyMap<string, string>;
  children: readonly XmlElement[];
}

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  parseTagValue: false,
  parseAttributeValue: false,
  ignoreDeclaration: true,
  ignorePiTags: true,
  processEntities: false,
});

type Raw = Record<string, unknown>;

/** Parses XML without ever expanding an entity. @throws UnreadableSpec */
export function parseXml(source: string): XmlElement {
  if (/<!(DOCTYPE|ENTITY)/i.test(source)) throw new UnreadableSpec('has a document type declaration');
  let raws: Raw[];
  try {
    raws = parser.parse(source) as Raw[];
  } catch (error) {
    throw new UnreadableSpec(`is not XML: ${error instanceof Error ? error.message : ''}`);
  }
  const [root] = elementsOf(raws);
  if (!root) throw new UnreadableSpec('is not XML: there is no element');
  return root;
}

function elementsOf(raws: readonly Raw[]): XmlElement[] {
  return raws.flatMap((raw) => {
    const tag = Object.keys(raw).find((key) => key !== ':@' && key !== '#text' && !key.startsWith('?'));
    if (tag === undefined) return [];
    const attributes = Object.entries((raw[':@'] ?? {}) as Record<string, string>);
    return [
      {
        name: tag.slice(tag.indexOf(':') + 1),
        attributes: new Map(attributes.map(([name, value]) => [name.slice(name.indexOf(':') + 1), String(value)])),
        children: elementsOf((raw[tag] ?? []) as Raw[]),
      },
    ];
  });
}
