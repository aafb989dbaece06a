import { SpecProblem } from './specProblem.ts';

/** UTF-8 without the mark at its beginning. @throws SpecProblem */
export function textOf(bytes: Uint8Array): string {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new SpecProblem('the file is not text in UTF-8');
  }
  // PostgreSQL cannot store it.
  if (text.includes('\0')) throw new SpecProblem('the file has a NUL character in it');
  return text;
}
