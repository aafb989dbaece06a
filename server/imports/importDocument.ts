import { z } from 'zod';
import { isLabelKey, isTooDeep, scenariosKey } from '../director/label.ts';
import { invalidData } from '../shared/errors.ts';

export const importFormat = 'compass/v1';
/** Twice the landscapes that Compass is made for. */
const mostObjects = 20_000;

const text = z.string().max(2000);
const optional = text.nullish().transform((value) => value ?? null);
const labels = z
  .record(z.string(), z.json())
  .refine((all) => Object.keys(all).every(isLabelKey), 'keys of labels have letters, digits and _ only')
  .refine((all) => !('scenarios' in all), 'scenarios are a list of their own, not a label')
  .refine((all) => !isTooDeep(all), 'is nested too deeply')
  .default({});
const scenarios = z
  .array(text)
  .default([])
  .transform((names) => [...new Set(names)]);
const version = z
  .strictObject({
    value: text,
    deprecated: z.boolean().nullish(),
    deprecatedSince: optional,
    forRemoval: z.boolean().nullish(),
  })
  .nullish()
  // In the order of the fields: read, written and read again, a document stays the same.
  .transform((given) => {
    if (!given) return null;
    const { value, deprecated, deprecatedSince, forRemoval } = given;
    return { value, deprecated: deprecated ?? false, deprecatedSince, forRemoval: forRemoval ?? false };
  });
const spec = <Type extends string>(types: readonly [Type, ...Type[]]) =>
  z
    .strictObject({ type: z.enum(types), format: z.enum(['JSON', 'YAML', 'XML']), data: z.string().nullish() })
    .nullish()
    // Without its text a specification says nothing.
    .transform((given) => (given && typeof given.data === 'string' ? { ...given, data: given.data } : null));
const definition = { name: text, description: optional, group: optional, version };
const api = z.strictObject({ ...definition, targetURL: text, spec: spec(['OPEN_API', 'ODATA']) });
const event = z.strictObject({ ...definition, spec: spec(['ASYNC_API']) });
const offer = z.strictObject({
  name: text,
  description: optional,
  instanceAuthRequestInputSchema: z
    .string()
    .nullish()
    .transform((value) => value ?? null),
  apiDefinitions: z.array(api).default([]),
  eventDefinitions: z.array(event).default([]),
});
const application = z.strictObject({
  name: text,
  providerName: optional,
  description: optional,
  healthCheckURL: optional,
  labels,
  scenarios,
  packages: z.array(offer).default([]),
});
const runtime = z.strictObject({ name: text, description: optional, labels, scenarios });
const shallow = (value: unknown) => !isTooDeep(value);
const labelDefinition = z.strictObject({
  key: z
    .string()
    .refine(isLabelKey, 'has to have letters, digits and _ only')
    .refine((key) => key !== scenariosKey, 'scenarios are a list of their own, not a label'),
  /** Null says nothing: any value is allowed, or what is here stays. */
  schema: z
    .json()
    .refine(shallow, 'is nested too deeply')
    .nullish()
    .transform((value) => value ?? null),
});
const template = z.strictObject({
  name: text,
  description: optional,
  applicationInput: z.record(z.string(), z.json()).refine(shallow, 'is nested too deeply'),
  placeholders: z.array(z.strictObject({ name: text, description: optional })).default([]),
});
const rule = z.strictObject({
  scenario: text,
  label: z.strictObject({ key: text, value: text }),
  matches: z
    .array(z.enum(['APPLICATION', 'RUNTIME']))
    .min(1)
    .transform((kinds) => [...new Set(kinds)].sort()),
});
const landscape = z.strictObject({
  format: z.literal(importFormat),
  scenarios: z.array(text).default([]),
  labelDefinitions: z.array(labelDefinition).default([]),
  templates: z.array(template).default([]),
  rules: z.array(rule).default([]),
  applications: z.array(application).default([]),
  runtimes: z.array(runtime).default([]),
});

/** Of a rule, as plans name it. */
export const nameOfRule = ({ scenario, label: { key, value } }: ImportedRule): string =>
  `${key}=${value} to ${scenario}`;

export type ImportDocument = z.infer<typeof landscape>;
export type ImportedApplication = ImportDocument['applications'][number];
export type ImportedRuntime = ImportDocument['runtimes'][number];
export type ImportedDefinition = ImportDocument['labelDefinitions'][number];
export type ImportedTemplate = ImportDocument['templates'][number];
export type ImportedRule = ImportDocument['rules'][number];
export type ImportedPackage = ImportedApplication['packages'][number];

function refuseTwice(kind: string, names: readonly string[]): void {
  const known = new Set<string>();
  for (const name of names) {
    if (known.has(name)) throw invalidData(`the document has two ${kind} called ${name}`);
    known.add(name);
  }
}

export const tooDeep = (error: RangeError) => invalidData('the document is nested too deeply to be read', error);

function parsed(value: unknown) {
  try {
    return landscape.safeParse(value);
  } catch (error) {
    // Each level of a label takes a step of the stack.
    if (error instanceof RangeError) throw tooDeep(error);
    throw error;
  }
}

/** Checks what was read, from wherever. @throws InvalidData that names the place. */
export function checkedDocument(value: unknown): ImportDocument {
  const read = parsed(value);
  if (!read.success) {
    const [issue] = read.error.issues;
    const place = issue?.path.join('.') || 'document';
    throw invalidData(`${place}: ${issue?.message ?? 'is not what it should be'}`);
  }
  const { format: _, ...lists } = read.data;
  const { applications, runtimes, labelDefinitions, templates, rules } = lists;
  if (Object.values(lists).reduce((sum, { length }) => sum + length, 0) > mostObjects) {
    throw invalidData(
      `at most ${mostObjects.toLocaleString('en')} objects at a time: import the rest in another document`,
    );
  }
  refuseTwice(
    'label definitions',
    labelDefinitions.map(({ key }) => key),
  );
  refuseTwice(
    'templates',
    templates.map(({ name }) => name),
  );
  refuseTwice('rules', rules.map(nameOfRule));
  for (const [kind, what] of [
    ['APPLICATION', 'rules for Applications in a scenario'],
    ['RUNTIME', 'rules for Runtimes in a scenario'],
  ] as const) {
    refuseTwice(
      what,
      rules.filter(({ matches }) => matches.includes(kind)).map(({ scenario }) => scenario),
    );
  }
  refuseTwice(
    'Applications',
    applications.map(({ name }) => name),
  );
  refuseTwice(
    'Runtimes',
    runtimes.map(({ name }) => name),
  );
  for (const { name, packages } of applications) {
    refuseTwice(
      `packages of ${name}`,
      packages.map((each) => each.name),
    );
  }
  return read.data;
}
