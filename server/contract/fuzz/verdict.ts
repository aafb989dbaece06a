import type { GraphQLFormattedError } from 'graphql';
import { errorCodes } from '../../shared/errors.ts';

/** What an answer must never say: SQL, drivers, paths and stacks of ours, and that a resolver broke its promise. */
const leaks =
  /\b(select|insert into|update|delete from)\b.*\b(from|values|set|where)\b|sqlite|postgres|constraint failed|node_modules|\.ts:\d|\bat \w+ \(|cannot return null|is not a function|cannot read prop|call stack/i;

/** Numbers that mean our own failure. */
const failures: ReadonlySet<unknown> = new Set(['InternalError', 'UnknownError']);

/** What is wrong with an error on the wire; null if it is one of the vocabulary and tells nothing of the inside. */
export function faultIn({ message, extensions = {} }: GraphQLFormattedError): string | null {
  const name = extensions['error'] as keyof typeof errorCodes;
  if (errorCodes[name] !== extensions['error_code'] || name === undefined)
    return `no code of the vocabulary: ${message}`;
  if (failures.has(name)) return `${name}: ${message}`;
  if ('stack' in extensions || 'stacktrace' in extensions) return `a stack: ${message}`;
  return leaks.test(message.slice(0, 2000)) ? `tells of the inside: ${message.slice(0, 300)}` : null;
}
