import { parse, YAMLParseError } from 'yaml';
import { SpecProblem } from './specProblem.ts';

/** A YAML text as JSON. @throws SpecProblem that begins with what is wrong and ends with the line. */
export function jsonOf(text: string): string {
  try {
    // No aliases: they can make a small text expand without end.
    return JSON.stringify(parse(text, { maxAliasCount: 0, logLevel: 'error' })) ?? 'null';
  } catch (error) {
    // The parser takes one step of the stack for each level, and reports its end as if it were one of the text.
    if (error instanceof Error && /call stack/.test(error.message)) {
      throw new SpecProblem('is nested too deeply to be read');
    }
    if (error instanceof YAMLParseError || error instanceof ReferenceError) {
      throw new SpecProblem(`is neither YAML nor JSON: ${error.message.split('\n')[0]?.replace(/:$/, '')}`);
    }
    throw error;
  }
}
