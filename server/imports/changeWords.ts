/** What a plan says of a value: as JSON, shortened. */
const mostShown = 60;
const shown = (value: unknown): string => {
  const text = JSON.stringify(value);
  if (text.length <= mostShown) return text;
  return `${text.slice(0, mostShown)}…${typeof value === 'string' ? '"' : ''}`;
};

/** `from` is undefined where there was nothing. */
export const changed = (what: string, from: unknown, to: unknown): string =>
  from === undefined || from === null
    ? `Sets ${what} to ${shown(to)}.`
    : `Changes ${what} from ${shown(from)} to ${shown(to)}.`;
