import { createRequire } from 'node:module';
import { Ajv, type ValidateFunction } from 'ajv';
import { checkReferences } from './references.ts';
import { schemaProblem } from './schemaErrors.ts';
import { problemAt, SpecProblem } from './specProblem.ts';
import type { Structured } from './structured.ts';

const require = createRequire(import.meta.url);

/** Read from the file only when the first document of the version comes. */
const schemas = new Map<string, () => object>([
  ['2.0.0', () => require('@asyncapi/specs/schemas/2.0.0.json')],
  ['2.1.0', () => require('@asyncapi/specs/schemas/2.1.0.json')],
  ['2.2.0', () => require('@asyncapi/specs/schemas/2.2.0.json')],
  ['2.3.0', () => require('@asyncapi/specs/schemas/2.3.0.json')],
  ['2.4.0', () => require('@asyncapi/specs/schemas/2.4.0.json')],
  ['2.5.0', () => require('@asyncapi/specs/schemas/2.5.0.json')],
  ['2.6.0', () => require('@asyncapi/specs/schemas/2.6.0.json')],
  ['3.0.0', () => require('@asyncapi/specs/schemas/3.0.0.json')],
  ['3.1.0', () => require('@asyncapi/specs/schemas/3.1.0.json')],
]);

const compiled = new Map<string, ValidateFunction>();

function validatorOf(version: string): ValidateFunction | undefined {
  const known = compiled.get(version);
  const schema = schemas.get(version);
  if (known || !schema) return known;
  // The schemas bring along the meta schema they refer to.
  const ajv = new Ajv({ strict: false, validateFormats: false, logger: false, meta: false, validateSchema: false });
  const validate = ajv.compile(schema());
  compiled.set(version, validate);
  return validate;
}

/** Checks a document against the schema of the version it names, and its inner references. @throws SpecProblem */
export function checkAsyncApi(document: Structured): void {
  const { value, lineOf } = document;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new SpecProblem('is not an AsyncAPI document: it has to be an object');
  }
  const { asyncapi: version } = value as { asyncapi?: unknown };
  if (version === undefined) throw new SpecProblem('is not an AsyncAPI document: asyncapi is not there');
  const validate = typeof version === 'string' ? validatorOf(version) : undefined;
  if (!validate) {
    const known = [...schemas.keys()].join(', ');
    throw problemAt(lineOf(['asyncapi']), ['asyncapi'], `is a version Compass does not know: ${known}`);
  }
  if (!validate(value)) throw schemaProblem(validate.errors ?? [], document);
  checkReferences(document);
}
