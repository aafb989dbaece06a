import type { ErrorObject } from 'ajv';
import { problemAt, type SpecProblem, shortened } from './specProblem.ts';
import type { Structured } from './structured.ts';

/** Keywords that only say that one of several ways failed; the ways have errors of their own. */
const summaries: ReadonlySet<string> = new Set(['oneOf', 'anyOf', 'allOf', 'not', 'if', '$ref', '$dynamicRef']);

export const stepsOf = (pointer: string): string[] =>
  pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));

/** The reason in words; ajv's own where they are good enough. */
function reason({ keyword, params, message = keyword }: ErrorObject): string {
  const given = params as Record<string, unknown>;
  switch (keyword) {
    case 'required':
      return `${given['missingProperty']} is required`;
    case 'additionalProperties':
      return `${shortened(String(given['additionalProperty']))} is not a member known here`;
    case 'unevaluatedProperties':
      return `${shortened(String(given['unevaluatedProperty']))} is not a member known here`;
    case 'enum':
      return `must be one of ${shortened([given['allowedValues']].flat().join(', '), 300)}`;
    case 'const':
      return `must be ${JSON.stringify(given['allowedValue'])}`;
    default:
      return message;
  }
}

const isChoice = ({ keyword }: ErrorObject) => keyword === 'enum' || keyword === 'const';

const allowedBy = ({ params }: ErrorObject): unknown[] => {
  const { allowedValues, allowedValue } = params as { allowedValues?: unknown[]; allowedValue?: unknown };
  return allowedValues ?? [allowedValue];
};

/**
 * Several errors about the value of one member come from variants that it tells apart, as `in` does those of a parameter:
 * it has to be that of one of these, or the variant that was meant, whose error is about the object around, lacks something.
 */
function variantProblem(there: readonly ErrorObject[], errors: readonly ErrorObject[]): [string[], string] {
  const path = stepsOf(there[0]?.instancePath ?? '');
  const around = errors.find(
    ({ instancePath, keyword }) => keyword === 'required' && `${instancePath}/` === pointerBefore(there[0]),
  );
  const values = shortened([...new Set(there.flatMap(allowedBy))].join(', '), 300);
  if (!around) return [path, `must be one of ${values}`];
  return [path.slice(0, -1), `${reason(around)}, or ${path.at(-1)} must be one of ${values}`];
}

/** The pointer without its last step, the slash included. */
const pointerBefore = (error: ErrorObject | undefined) => error?.instancePath.replace(/[^/]*$/, '');

/**
 * The one error that helps: the deepest, because the shallow ones only say that something in them is wrong. That a value is
 * no reference either is left out, because nobody meant it to be one.
 */
export function schemaProblem(errors: readonly ErrorObject[], document: Structured): SpecProblem {
  const meant = errors.filter(
    ({ keyword, params }) =>
      !summaries.has(keyword) && (params as { missingProperty?: string }).missingProperty !== '$ref',
  );
  const depth = ({ instancePath }: ErrorObject) => instancePath.split('/').length;
  const [worst] = (meant.length > 0 ? meant : [...errors]).toSorted((one, other) => depth(other) - depth(one));
  if (!worst) return problemAt(null, [], 'is not valid');
  const there = meant.filter(({ instancePath }) => instancePath === worst.instancePath);
  const several = there.length > 1 && there.every(isChoice);
  const [path, problem] = several ? variantProblem(there, meant) : [stepsOf(worst.instancePath), reason(worst)];
  return problemAt(document.lineOf(path), path, problem);
}
