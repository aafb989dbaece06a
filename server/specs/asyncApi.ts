import { createRequire } from 'node:module';
import { Ajv, type ValidateFunction } from 'ajv';
import { checkReferences } from './references.ts';
import { schemaProblem } from './schemaErrors.ts';
import { problemAt, SpecProblem } from './specProblem.ts';
import type { Structured } from './structured.ts';

const require = createRequire(import.meta.url);

const versions = ['2.0.0', '2.1.0', '2.2.0', '2.3.0', '2.4.0', '2.5.0', '2.6.0', '3.0.0', '3.1.0'];

const compiled = new Map<string, ValidateFunction>();

function validatorOf(version: string): ValidateFunction {
  const known = compiled.get(version);
  if (known) return known;
  // The schemas bring along the meta schema they refer to.
  const ajv = new Ajv({ strict: false, validateFormats: false, logger: false, meta: false, validateSchema: false });
  const validate = ajv.compile(require(`@asyncapi/specs/schemas/${version}.json`) as object);
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
  if (typeof version !== 'string' || !versions.includes(version)) {
    const line = lineOf(['asyncapi']);
    throw problemAt(line, ['asyncapi'], `is a version Compass does not know: ${versions.join(', ')}`);
  }
  const validate = validatorOf(version);
  if (!validate(value)) throw schemaProblem(validate.errors ?? [], document);
  checkReferences(document);
}
