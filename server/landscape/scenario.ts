import { invalidData } from '../shared/errors.ts';

/** Names have at least two characters, begin and end alphanumeric (director.md 7.2). */
export const scenarioPattern = '^[A-Za-z0-9]([-_A-Za-z0-9\\s]*[A-Za-z0-9])$';
export const scenarioMaxLength = 128;

const pattern = new RegExp(scenarioPattern);

export const isScenarioName = (name: string): boolean => name.length <= scenarioMaxLength && pattern.test(name);

/** @throws InvalidData unless `name` may name a scenario. */
export function checkScenarioName(name: string): void {
  if (isScenarioName(name)) return;
  throw invalidData(
    `Invalid data Scenario [name=must have 2 to ${scenarioMaxLength} characters, begin and end with a letter or digit, and contain only letters, digits, "-", "_" and whitespace]`,
  );
}

/** The schema of the label definition `scenarios`, of which only the enumeration varies (director.md 7.2). */
export function scenariosSchema(names: readonly string[]): object {
  const items = { type: 'string', pattern: scenarioPattern, enum: names, maxLength: scenarioMaxLength };
  return { type: 'array', minItems: 1, uniqueItems: true, items };
}

const notInEnum = (position: number, names: readonly string[]): string =>
  `${position}: ${position} must be one of the following: ${names.map((name) => JSON.stringify(name)).join(', ')}`;

/** Says which entries of the value are not scenarios; null if all are (director.md 6, label value vs schema). */
export function problemWithScenarios(value: readonly string[], names: readonly string[]): string | null {
  const known = new Set(names);
  const problems = value.flatMap((name, position) => (known.has(name) ? [] : [notInEnum(position, names)]));
  for (const [position, name] of value.entries()) {
    const first = value.indexOf(name);
    if (first < position) problems.unshift(`(root): array items[${first},${position}] must be unique`);
  }
  return problems.length > 0 ? problems.join(', ') : null;
}

/** @throws InvalidData in the words of director.md 6 unless every entry names a scenario, each once. */
export function checkScenariosValue(value: readonly string[], names: readonly string[]): void {
  const problem = problemWithScenarios(value, names);
  if (problem === null) return;
  const schema = JSON.stringify(scenariosSchema(names));
  throw invalidData(
    `while validating Label value for 'scenarios': while validating value ${JSON.stringify(value)} against JSON Schema: ${schema}: ${problem}`,
  );
}
