/** Names have at least two characters, begin and end alphanumeric (director.md 7.2). */
const pattern = /^[A-Za-z0-9][-_A-Za-z0-9\s]*[A-Za-z0-9]$/;
const longest = 128;

/** Why this cannot be the name of a scenario, or null if it can. `taken`: names that exist. */
export function scenarioNameProblem(name: string, taken: readonly string[]): string | null {
  if (name.length < 2) return 'Enter at least 2 characters.';
  if (name.length > longest) return `Enter at most ${longest} characters; these are ${name.length}.`;
  if (!pattern.test(name)) {
    return 'Use letters, digits, spaces, "-" and "_"; begin and end with a letter or digit.';
  }
  return taken.includes(name) ? `There is a scenario called ${name} already.` : null;
}
