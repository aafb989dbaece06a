import { isScenarioName, scenarioMaxLength, scenarioPattern, scenariosSchema } from '../landscape/scenario.ts';
import { CompassError, invalidData } from '../shared/errors.ts';
import { canonicalJson, compileSchema } from './jsonSchema.ts';
import { scenariosKey } from './label.ts';
import { all, check, labelKey, length, type Problem, required } from './validation.ts';

export interface LabelDefinition {
  key: string;
  /** Canonical JSON text; null: any value. */
  schema: string | null;
}

/** The definition of `scenarios`, derived from the scenarios there are (director.md 7.2). */
export const scenariosDefinition = (names: readonly string[]): LabelDefinition => ({
  key: scenariosKey,
  schema: canonicalJson(scenariosSchema(names)),
});

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What is wrong with a schema a client wants for `scenarios`: only its `enum` may vary. */
function scenariosProblem(schema: unknown, defaultScenario: string): Problem {
  const constants = { type: 'array', minItems: 1, uniqueItems: true };
  if (!isObject(schema) || canonicalJson({ ...schema, items: null }) !== canonicalJson({ ...constants, items: null })) {
    return 'schema of scenarios must have exactly type "array", minItems 1, uniqueItems true and items';
  }
  const { items } = schema;
  if (!isObject(items) || !Array.isArray(items['enum'])) return 'items of scenarios must have type and enum';
  const { enum: names, ...rest } = items;
  const allowed = { type: 'string', pattern: scenarioPattern, maxLength: scenarioMaxLength };
  const isConstant = Object.entries(rest).every(([name, value]) => allowed[name as keyof typeof allowed] === value);
  if (rest['type'] !== 'string' || !isConstant) {
    return `items of scenarios may have type "string", pattern ${scenarioPattern}, maxLength ${scenarioMaxLength} and enum only`;
  }
  const refused = (names as unknown[]).find(
    (name) => typeof name !== 'string' || (name !== defaultScenario && !isScenarioName(name)),
  );
  if (refused !== undefined) return `${JSON.stringify(refused)} cannot be the name of a scenario`;
  if (new Set(names).size !== names.length) return 'enum of scenarios must not repeat a name';
  return names.includes(defaultScenario) ? null : `enum of scenarios must contain "${defaultScenario}"`;
}

function schemaProblem(key: string, schema: string | null, defaultScenario: string): Problem {
  if (schema === null) return key === scenariosKey ? 'schema of scenarios cannot be null' : null;
  try {
    compileSchema(schema);
  } catch (error) {
    if (error instanceof CompassError) return error.message;
    throw error;
  }
  return key === scenariosKey ? scenariosProblem(JSON.parse(schema), defaultScenario) : null;
}

/** Checks a LabelDefinitionInput (director.md 5 and 7.2) and brings its schema into the kept form. */
export function toLabelDefinition(
  input: { key: string; schema?: string | null },
  defaultScenario: string,
): LabelDefinition {
  const schema = input.schema ?? null;
  const key = all(required, length(0, 256), labelKey);
  check(
    'LabelDefinitionInput',
    { Key: key, 'Rule.ValidSchema': () => schemaProblem(input.key, schema, defaultScenario) },
    { Key: input.key },
  );
  return { key: input.key, schema: schema === null ? null : canonicalJson(JSON.parse(schema)) };
}

/** The scenarios a checked definition of `scenarios` names. */
export function scenariosIn(definition: LabelDefinition): string[] {
  const schema = JSON.parse(definition.schema ?? '{}') as { items?: { enum?: string[] } };
  return schema.items?.enum ?? [];
}

/** @throws InvalidData unless the definition may be deleted at all. */
export function requireDeletable(key: string): void {
  if (key === scenariosKey) throw invalidData(`Label Definition with key ${scenariosKey} can not be deleted`);
}
