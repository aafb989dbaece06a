import { stepsOf } from './schemaErrors.ts';
import { problemAt, shortened } from './specProblem.ts';
import type { Structured } from './structured.ts';

/** Members whose value is data, in which `$ref` means nothing. */
const data: ReadonlySet<string> = new Set(['example', 'examples', 'default', 'enum', 'const', 'payload-example']);

/** Members whose own members have names of the author's choice, or the response `default`: nothing among them is data. */
const maps: ReadonlySet<string> = new Set(['responses', 'properties', 'schemas', 'definitions', '$defs']);

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
 * nothing is ever fetched because a document says so. Below a schema with an `$id` a reference may mean that schema or, as
 * most tools take it, the document (JSON Schema 2020-12, 8.2.1).
 * @throws SpecProblem
 */
export function checkReferences(document: Structured): void {
  const seen = new Set<unknown>();
  const waiting: { value: unknown; path: string[]; base: unknown }[] = [
    { value: document.value, path: [], base: document.value },
  ];
  for (let each = waiting.pop(); each; each = waiting.pop()) {
    const { value, path } = each;
    if (typeof value !== 'object' || value === null || seen.has(value)) continue;
    seen.add(value);
    const { $ref: reference, $id } = value as Record<string, unknown>;
    const base = typeof $id === 'string' ? value : each.base;
    const found = (pointer: string) => [base, document.value].some((root) => leadsSomewhere(root, pointer));
    if (typeof reference === 'string' && reference.startsWith('#/') && !found(reference)) {
      throw problemAt(document.lineOf(path), path, `$ref ${shortened(reference)} leads nowhere`);
    }
    for (const [name, member] of Object.entries(value)) {
      const chosen = maps.has(path.at(-1) ?? '');
      if (!name.startsWith('x-') && (chosen || !data.has(name))) {
        waiting.push({ value: member, path: [...path, name], base });
      }
    }
  }
}
