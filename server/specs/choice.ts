import { filesOf } from './archive.ts';
import { SpecProblem, shortened } from './specProblem.ts';
import { parseYaml } from './structured.ts';
import { textOf } from './utf8.ts';

/** The one of several files that the filter, a regular expression, chooses; without one there has to be a single file. */
function chosen<T extends { name: string }>(files: readonly T[], filter: string | null): T {
  let pattern: RegExp;
  try {
    pattern = new RegExp(filter ?? '');
  } catch {
    throw new SpecProblem('the filter is not a regular expression');
  }
  const matching = files.filter(({ name }) => pattern.test(name));
  const [only] = matching;
  if (only && matching.length === 1) return only;
  const names = shortened(
    (only ? matching : files)
      .slice(0, 5)
      .map(({ name }) => name)
      .join(', '),
    300,
  );
  if (files.length === 0) throw new SpecProblem('there are no files to choose from');
  if (!only) throw new SpecProblem(`the filter chooses none of ${files.length} files: ${names}`);
  throw new SpecProblem(
    filter === null
      ? `there are ${files.length} files, a filter has to choose one: ${names}`
      : `the filter chooses ${matching.length} files, it has to choose one: ${names}`,
  );
}

/** The text of one file of an archive. @throws SpecProblem */
export const fileOfArchive = (archive: Uint8Array, filter: string | null, mostBytes: number): string =>
  textOf(chosen(filesOf(Buffer.from(archive), mostBytes), filter).bytes());

/**
 * The name of one file that an index lists: YAML or JSON of the form `files: [{ name: ... }]`.
 * @throws SpecProblem
 */
export function fileOfIndex(index: Uint8Array, filter: string | null): string {
  const { value } = parseYaml(textOf(index));
  const { files } = (typeof value === 'object' && value !== null ? value : {}) as { files?: unknown };
  const named = (each: unknown): each is { name: string } =>
    typeof each === 'object' && each !== null && typeof (each as { name?: unknown }).name === 'string';
  if (!Array.isArray(files) || !files.every(named)) {
    throw new SpecProblem('the index has to list files, each with a name');
  }
  return chosen(files, filter).name;
}
