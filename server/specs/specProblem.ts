/** What is wrong with a document somebody gave, in words for that somebody. */
export class SpecProblem extends Error {
  override readonly name = 'SpecProblem';

  constructor(message: string) {
    // Names out of a document come along; PostgreSQL cannot store NUL, and a log line has no line breaks.
    super(message.replace(/\p{Cc}/gu, ' '));
  }
}

/** Names and texts of a document are repeated in messages, but not at any length. */
export const shortened = (text: string, most = 100): string =>
  text.length > most ? `${text.slice(0, most)}...` : text;

/** A place and what is wrong there: `line 3: paths./orders: is required`; what is not known is left out. */
export function problemAt(line: number | null, path: readonly string[], problem: string): SpecProblem {
  const place = path.length === 0 ? [] : [shortened(path.join('.'), 300)];
  return new SpecProblem([...(line === null ? [] : [`line ${line}`]), ...place, problem].join(': '));
}
