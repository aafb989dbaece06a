/** What is wrong with a document somebody gave, in words for that somebody. */
export class SpecProblem extends Error {
  override readonly name = 'SpecProblem';
}

/** Names and texts of a document are repeated in messages, but not at any length. */
export const shortened = (text: string, most = 100): string =>
  text.length > most ? `${text.slice(0, most)}...` : text;

/** A place and what is wrong there: `line 3: paths./orders: is required`; what is not known is left out. */
export function problemAt(line: number | null, path: readonly string[], problem: string): SpecProblem {
  const where = [
    ...(line === null ? [] : [`line ${line}`]),
    ...(path.length === 0 ? [] : [shortened(path.join('.'), 300)]),
  ];
  return new SpecProblem([...where, problem].join(': '));
}
