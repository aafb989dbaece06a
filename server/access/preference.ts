import { z } from 'zod';
import { invalidData } from '../shared/errors.ts';

/** The tables whose columns and views people keep. */
const tables = [
  'applications',
  'runtimes',
  'scenarios',
  'certificates',
  'activity',
  'matrix',
  'tenants',
  'users',
  'providers',
  'apiTokens',
  'labelDefinitions',
  'rules',
  'templates',
  'integrationSystems',
] as const;

const largestBytes = 32_768;
const short = z.string().min(1).max(80);
const density = z.enum(['compact', 'default', 'comfortable']);
const columns = z.array(short).max(60);
const views = z
  .array(
    z.strictObject({
      name: z.string().trim().min(1).max(60),
      filter: z.string().max(1000),
      /** A column, with `-` before it if descending; empty for the table's own order. */
      sort: z.string().max(81),
      /** Null for the columns chosen for the table. */
      columns: columns.nullable(),
      /** Null or nothing for the row height of the person. */
      density: density.nullish(),
    }),
  )
  .max(40)
  .refine((all) => new Set(all.map(({ name }) => name)).size === all.length, 'two views have the same name');

const everywhere: Readonly<Record<string, z.ZodType>> = {
  density,
  theme: z.enum(['system', 'light', 'dark']),
  timeZone: z.enum(['utc', 'local']),
  rail: z.enum(['open', 'collapsed']),
  /** Pixels. */
  inspectorWidth: z.int().min(360).max(480),
  /** `keys`: the key of a command, where it is another than the command's own. */
  shortcuts: z.strictObject({
    enabled: z.boolean(),
    keys: z.record(short, z.string().min(1).max(12)).refine((keys) => Object.keys(keys).length <= 60, 'too many keys'),
  }),
};

const inTenant: Readonly<Record<string, z.ZodType>> = {
  ...Object.fromEntries(
    tables.flatMap((table) => [
      [`columns:${table}`, columns],
      [`views:${table}`, views],
    ]),
  ),
  /** The steps to a first connection, on the overview. */
  firstSteps: z.enum(['shown', 'hidden']),
  /** Ids of Applications, Runtimes and scenarios that the map always draws. */
  pins: z
    .array(short)
    .max(100)
    .refine((ids) => new Set(ids).size === ids.length, 'the same id twice'),
};

/** Where a preference holds, and whether a value may be kept; undefined if there is no such preference. */
const kindOf = (key: string): { schema: z.ZodType; place: 'everywhere' | 'tenant' } | undefined => {
  if (Object.hasOwn(everywhere, key)) return { schema: everywhere[key] as z.ZodType, place: 'everywhere' };
  if (Object.hasOwn(inTenant, key)) return { schema: inTenant[key] as z.ZodType, place: 'tenant' };
  return undefined;
};

export interface CheckedPreference {
  place: 'everywhere' | 'tenant';
  value: unknown;
}

/** @throws CompassError InvalidData for an unknown key, or a value that is not null and does not fit. */
export function checkPreference(key: string, value: unknown): CheckedPreference {
  const kind = kindOf(key);
  if (!kind) throw invalidData(`key: there is no preference ${JSON.stringify(key.slice(0, 80))}`);
  if (value === null || value === undefined) return { place: kind.place, value: null };
  const { data, error } = kind.schema.safeParse(value);
  if (error) {
    const [issue] = error.issues;
    throw invalidData(`value: ${[...(issue?.path ?? []), issue?.message].join(': ')}`);
  }
  if (Buffer.byteLength(JSON.stringify(data)) > largestBytes) {
    throw invalidData(`value: longer than ${largestBytes.toLocaleString('en')} bytes`);
  }
  return { place: kind.place, value: data };
}

/** Whether what was kept by an earlier version still means something. */
export const isPreference = (key: string, value: unknown): boolean =>
  kindOf(key)?.schema.safeParse(value).success ?? false;
