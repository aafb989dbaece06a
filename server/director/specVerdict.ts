import type { Claim } from '../specs/judge.ts';
import type { Specs } from '../specs/specs.ts';
import type { ApplicationRegistration } from './application.ts';
import { type InputOf, verdicts } from './content.ts';
import type { PackageCreation } from './package.ts';

type Definition = InputOf['API'] | InputOf['EVENT'];

/** The specifications with a text of their own in the inputs of definitions. */
const specsOf = (definitions: readonly Definition[]) =>
  definitions.flatMap(({ spec }) => (spec && typeof spec.data === 'string' ? [{ spec, text: spec.data }] : []));

/**
 * Judges the texts of specifications before a transaction is opened, because that takes time; the rules of the inputs
 * then refuse what was found wanting. What the rules refuse anyway is not read.
 */
export async function judgeSpecs(specs: Specs, definitions: readonly Definition[]): Promise<void> {
  const given = specsOf(definitions);
  const claims = given.map(({ spec: { type, format }, text }): Claim => ({ type, format, text }));
  const problems = await specs.judge(claims);
  for (const [index, { spec }] of given.entries()) verdicts.set(spec, problems[index] ?? null);
}

/** All definitions in the inputs of Packages. */
export const definitionsIn = (packages: readonly PackageCreation[]): Definition[] =>
  packages.flatMap(({ apiDefinitions, eventDefinitions }) => [...(apiDefinitions ?? []), ...(eventDefinitions ?? [])]);

/** All Packages of a registration, under both names. */
export const packagesIn = ({ packages, bundles }: ApplicationRegistration): PackageCreation[] => [
  ...(packages ?? []),
  ...(bundles ?? []),
];
