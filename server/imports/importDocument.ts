import { parse, stringify, YAMLParseError } from 'yaml';
import { z } from 'zod';
import { isLabelKey, isTooDeep } from '../director/label.ts';
import { invalidData } from '../shared/errors.ts';

export const importFormat = 'compass/v1';
const mostObjects = 2000;
const mostCharacters = 900_000;

const text = z.string().max(2000);
const optional = text.nullish().transform((value) => value ?? null);
const labels = z
  .record(z.string(), z.json())
  .refine((all) => Object.keys(all).every(isLabelKey), 'keys of labels have letters, digits and _ only')
  .refine((all) => !('scenarios' in all), 'scenarios are a list of their own, not a label')
  .refine((all) => !isTooDeep(all), 'is nested too deeply')
  .default({});
const scenarios = z.array(text).default([]);
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
const landscape = z.strictObject({
  format: z.literal(importFormat),
  scenarios: z.array(text).default([]),
  applications: z.array(application).default([]),
  runtimes: z.array(runtime).default([]),
});

export type ImportDocument = z.infer<typeof landscape>;
export type ImportedApplication = ImportDocument['applications'][number];
export type ImportedRuntime = ImportDocument['runtimes'][number];
export type ImportedPackage = ImportedApplication['packages'][number];

function content(text: string): unknown {
  try {
    // No aliases: they can make a small text expand without end.
    return parse(text, { maxAliasCount: 0 });
  } catch (error) {
    // The parser takes one step of the stack for each level, and reports its end as if it were one of the text.
    if (error instanceof Error && /call stack/.test(error.message)) {
      throw invalidData('the document is nested too deeply to be read', error);
    }
    if (error instanceof YAMLParseError || error instanceof ReferenceError) {
      throw invalidData(`the document is neither YAML nor JSON: ${error.message.split('\n')[0]}`);
    }
    throw error;
  }
}

function refuseTwice(kind: string, names: readonly string[]): void {
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice !== undefined) throw invalidData(`the document has two ${kind} called ${twice}`);
}

/** Checks what was read, from wherever. @throws InvalidData that names the place. */
export function checkedDocument(value: unknown): ImportDocument {
  const read = landscape.safeParse(value);
  if (!read.success) {
    const [issue] = read.error.issues;
    const place = issue?.path.join('.') || 'document';
    throw invalidData(`${place}: ${issue?.message ?? 'is not what it should be'}`);
  }
  const { applications, runtimes } = read.data;
  if (applications.length + runtimes.length > mostObjects) {
    throw invalidData(
      `at most ${mostObjects} Applications and Runtimes at a time: import the rest in another document`,
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

/** @throws InvalidData that says what to correct. */
export function readDocument(text: string): ImportDocument {
  if (text.length > mostCharacters) throw invalidData(`the document has more than ${mostCharacters} characters`);
  return checkedDocument(content(text));
}

/** @throws InvalidData if it is too long to be handed over. */
export function writeDocument(document: ImportDocument): string {
  const text = JSON.stringify(document);
  if (text.length > mostCharacters) {
    throw invalidData('what was read is too large to be imported at once: leave the specifications out');
  }
  return text;
}

export const asYaml = (document: ImportDocument): string => stringify(document, { aliasDuplicateObjects: false });
