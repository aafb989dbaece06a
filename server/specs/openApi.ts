import { createRequire } from 'node:module';
import type { ValidateFunction } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import AjvDraft4 from 'ajv-draft-04';
import { checkReferences } from './references.ts';
import { schemaProblem } from './schemaErrors.ts';
import { problemAt, SpecProblem } from './specProblem.ts';
import type { Structured } from './structured.ts';

const require = createRequire(import.meta.url);

/** Formats are annotations; what is checked is the structure. */
const options = { strict: false, validateFormats: false, logger: false } as const;
const dialects = { draft4: () => new AjvDraft4.default(options), draft2020: () => new Ajv2020(options) };

/** Read from the file only when the first document of the version comes. */
const schemas = {
  '2.0': { dialect: 'draft4', schema: () => require('@seriousme/openapi-schema-validator/schemas/v2.0/schema.json') },
  '3.0': { dialect: 'draft4', schema: () => require('@seriousme/openapi-schema-validator/schemas/v3.0/schema.json') },
  '3.1': {
    dialect: 'draft2020',
    schema: () => require('@seriousme/openapi-schema-validator/schemas/v3.1/schema.json'),
  },
  '3.2': {
    dialect: 'draft2020',
    schema: () => require('@seriousme/openapi-schema-validator/schemas/v3.2/schema.json'),
  },
} as const satisfies Record<string, { dialect: keyof typeof dialects; schema: () => object }>;

const compiled = new Map<string, ValidateFunction>();

function validatorOf(version: keyof typeof schemas): ValidateFunction {
  const known = compiled.get(version);
  if (known) return known;
  const { dialect, schema } = schemas[version];
  const validate = dialects[dialect]().compile(schema() as object);
  compiled.set(version, validate);
  return validate;
}

/** @throws SpecProblem */
function versionOf({ value, lineOf }: Structured): keyof typeof schemas {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new SpecProblem('is not an OpenAPI document: it has to be an object');
  }
  const { openapi, swagger } = value as { openapi?: unknown; swagger?: unknown };
  const name = openapi === undefined ? 'swagger' : 'openapi';
  const given = openapi ?? swagger;
  if (given === undefined) throw new SpecProblem('is not an OpenAPI document: neither openapi nor swagger is there');
  if (typeof given !== 'string') {
    throw problemAt(lineOf([name]), [name], `must be text: "${name === 'swagger' ? '2.0' : '3.0.3'}", in quotes`);
  }
  if (name === 'swagger' && given === '2.0') return '2.0';
  const [, minor] = /^(3\.[012])\.\d+(-.*)?$/.exec(given) ?? [];
  if (name === 'openapi' && minor !== undefined && minor in schemas) return minor as keyof typeof schemas;
  throw problemAt(lineOf([name]), [name], `is a version Compass does not know: swagger 2.0, openapi 3.0.x to 3.2.x`);
}

/** Checks a document against the schema of the version it names, and its inner references. @throws SpecProblem */
export function checkOpenApi(document: Structured): void {
  const validate = validatorOf(versionOf(document));
  if (!validate(document.value)) throw schemaProblem(validate.errors ?? [], document);
  checkReferences(document);
}
