import { checkAsyncApi } from './asyncApi.ts';
import { checkCsdlJson } from './odataJson.ts';
import { checkEdmx } from './odataXml.ts';
import { checkOpenApi } from './openApi.ts';
import { SpecProblem } from './specProblem.ts';
import { parseJson, parseYaml } from './structured.ts';

/** A document and what it claims to be. */
export interface Claim {
  type: 'OPEN_API' | 'ODATA' | 'ASYNC_API';
  format: 'JSON' | 'YAML' | 'XML';
  text: string;
}

const parse = (format: 'JSON' | 'YAML', text: string) => (format === 'JSON' ? parseJson(text) : parseYaml(text));

function check({ type, format, text }: Claim): void {
  if (text.trim() === '') throw new SpecProblem('is empty');
  if (format === 'XML') checkEdmx(text);
  else if (type === 'OPEN_API') checkOpenApi(parse(format, text));
  else if (type === 'ASYNC_API') checkAsyncApi(parse(format, text));
  else checkCsdlJson(parse(format, text));
}

/** What is wrong with a document, with its place; null if it is what it claims to be. */
export function judge(claim: Claim): string | null {
  try {
    check(claim);
    return null;
  } catch (error) {
    if (error instanceof SpecProblem) return error.message;
    if (error instanceof RangeError) return 'is nested too deeply';
    throw error;
  }
}
