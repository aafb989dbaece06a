import { stepsOf } from './schemaErrors.ts';
import { problemAt, shortened } from './specProblem.ts';
import type { Structured } from './structured.ts';

/** Members whose value is data, in which `$ref` means nothing. */
const data: ReadonlySet<string> = new Set(['example', 'examples', 'default', 'enum', 'const', 'payload-example']);

function leadsSomewhere(root: unknown, reference: string): boolean {
  let pointer: string;
  try {
    pointer = decodeURIComponent(reference.slice(1));
  } catch {
    // A percent sign that is not an encoding.
    return false;
  }
  let value = root;
  for (const step of stepsOf(pointer)) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return false;
    value = (value as Record<string, unknown>)[step];
  }
  return true;
}

/**
 * Refuses a reference within the document that leads nowhere. References to other documents are legal and not followed:
 * nothing is ever fetched because a document says so.
 * @throws SpecProblem
 */
export function checkReferences(document: Structured): void {
  const seen = new Set<unknown>();
  const waiting: { value: unknown; path: string[] }[] = [{ value: document.value, path: [] }];
  for (let each = waiting.pop(); each; each = waiting.pop()) {
    const { value, path } = each;
    if (typeof value !== 'object' || value === null || seen.has(value)) continue;
    seen.add(value);
    const reference = (value as Record<string, unknown>)['$ref'];
    if (typeof reference === 'string' && reference.startsWith('#/') && !leadsSomewhere(document.value, reference)) {
      throw problemAt(document.lineOf(path), path, `$ref ${shortened(reference)} leads nowhere`);
    }
    for (const [name, member] of Object.entries(value)) {
      if (!data.has(name) && !name.startsWith('x-')) waiting.push({ value: member, path: [...path, name] });
    }
  }
}
