import { parseDocument } from 'yaml';
import { outlineOfAsyncApi } from './asyncApi.ts';
import { outlineOfOData } from './odata.ts';
import { modelOfCsdlJson } from './odataJson.ts';
import { modelOfEdmx } from './odataXml.ts';
import { outlineOfOpenApi } from './openApi.ts';
import { type SpecOutline, UnreadableSpec } from './outline.ts';
import { parseXml } from './xml.ts';

export interface SpecSource {
  type: 'OPEN_API' | 'ASYNC_API' | 'ODATA';
  format: 'JSON' | 'YAML' | 'XML';
  data: string;
}

/** Reads a specification into what is shown of it. @throws UnreadableSpec, or whatever a hostile text makes of a parser */
export function readSpec({ type, format, data }: SpecSource): SpecOutline {
  if (type === 'ODATA') {
    return outlineOfOData(format === 'XML' ? modelOfEdmx(parseXml(data)) : modelOfCsdlJson(structured(format, data)));
  }
  const root = structured(format, data);
  return type === 'OPEN_API' ? outlineOfOpenApi(root) : outlineOfAsyncApi(root);
}

function structured(format: SpecSource['format'], data: string): unknown {
  try {
    if (format === 'JSON') return JSON.parse(data);
    const document = parseDocument(data, { stringKeys: true, merge: true, logLevel: 'error', uniqueKeys: false });
    const [problem] = document.errors;
    if (problem) throw problem;
    // Aliases that stand for aliases are a bomb.
    return document.toJS({ maxAliasCount: 100 });
  } catch (error) {
    throw new UnreadableSpec(`is not ${format}: ${error instanceof Error ? error.message : ''}`);
  }
}
