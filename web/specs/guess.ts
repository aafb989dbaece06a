import type { SpecSource } from './readSpec.ts';

export type Guess = Partial<Pick<SpecSource, 'type' | 'format'>>;

/** What a text most likely is, judged by its beginning. */
export function guessSpec(data: string): Guess {
  const head = data.slice(0, 20_000).trimStart();
  if (head === '') return {};
  if (head.startsWith('<')) return /<(\w+:)?Edmx\b/.test(head) ? { type: 'ODATA', format: 'XML' } : { format: 'XML' };
  const format = head.startsWith('{') ? 'JSON' : 'YAML';
  if (/^\s*["']?asyncapi["']?\s*:/m.test(head) || /[{,]\s*"asyncapi"\s*:/.test(head))
    return { type: 'ASYNC_API', format };
  if (/^\s*["']?(openapi|swagger)["']?\s*:/m.test(head) || /[{,]\s*"(openapi|swagger)"\s*:/.test(head)) {
    return { type: 'OPEN_API', format };
  }
  return /[{,]\s*"\$Version"\s*:/.test(head) ? { type: 'ODATA', format } : { format };
}
