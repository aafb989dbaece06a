import { join, resolve } from 'node:path';
import { z } from 'zod';
import { type AllowedTarget, parseTarget } from './outgoing/targets.ts';
import { day, hour, minute, second } from './shared/clock.ts';

const url = (protocols: readonly string[]) =>
  z.string().refine((text) => URL.canParse(text) && protocols.includes(new URL(text).protocol), {
    error: `write an address that begins with ${protocols.map((protocol) => `${protocol}//`).join(' or ')}`,
  });

const publicUrl = (protocols: readonly string[]) => url(protocols).transform((text) => text.replace(/\/+$/, ''));

/** The pages of the console refer to each other from the root. */
const origin = publicUrl(['http:', 'https:']).refine((text) => new URL(text).pathname === '/', {
  error: 'write an address without a path',
});

const port = z
  .string()
  .regex(/^\d{1,5}$/, { error: 'write a port from 0 to 65535; 0 takes any free one' })
  .transform(Number)
  .refine((value) => value <= 65_535, { error: 'write a port from 0 to 65535; 0 takes any free one' });

const units: Readonly<Record<string, number>> = { s: second, m: minute, h: hour, d: day };

/** `90s`, `60m`, `2160h` or `7d` to milliseconds; zero is not a duration. */
const duration = z
  .string()
  .regex(/^[1-9]\d{0,8}[smhd]$/, { error: 'write a whole number above zero and a unit: 90s, 60m, 2160h or 7d' })
  .transform((text) => Number(text.slice(0, -1)) * (units[text.slice(-1)] ?? Number.NaN))
  .refine((ms) => ms <= 100 * 365 * day, { error: 'write a duration of at most 100 years' });

const subjectPattern = /^O=([^,=+]+),OU=([^,=+]+),L=([^,=+]+),ST=([^,=+]+),C=([A-Z]{2})$/;
const subject = z.string().transform((text, context) => {
  const [, O, OU, L, ST, C] = subjectPattern.exec(text) ?? [];
  if (O !== undefined && OU !== undefined && L !== undefined && ST !== undefined && C !== undefined) {
    return { O, OU, L, ST, C };
  }
  context.addIssue({
    code: 'custom',
    message: 'write O=...,OU=...,L=...,ST=...,C=XX in this order, no comma, plus or equals sign inside a value',
  });
  return z.NEVER;
});

const word = (words: readonly [string, ...string[]]) => ({ error: `write one of ${words.join(', ')}` });
const keyAlgorithms = ['ecdsa-p256', 'rsa-2048', 'rsa-4096'] as const;
const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
const host = z.string().regex(/^[A-Za-z0-9._:-]+$/, { error: 'write a host name or an IP address' });
const scenarioName = z.string().regex(/^[A-Za-z0-9]([A-Za-z0-9_.-]{0,126}[A-Za-z0-9])?$/, {
  error: 'write a scenario name: letters, digits, -, _ and . inside, at most 128 characters',
});

const adapterMap = z.record(z.uuid().toLowerCase(), url(['http:', 'https:']));

/** A JSON object from id of an integration system to address of its pairing adapter. */
const pairingAdapters = z.string().transform((text, context) => {
  try {
    const parsed = adapterMap.safeParse(JSON.parse(text));
    if (parsed.success) return parsed.data;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  context.addIssue({
    code: 'custom',
    message: 'write a JSON object from ids of integration systems to addresses: {"<id>":"https://adapter.example"}',
  });
  return z.NEVER;
});

/** Hosts, addresses and ranges, with commas between. */
const targets = z.string().transform((text, context) => {
  const entries = text.split(',').map((entry) => entry.trim());
  const parsed = entries.flatMap((entry) => parseTarget(entry) ?? []);
  if (parsed.length === entries.length) return parsed;
  context.addIssue({
    code: 'custom',
    message: 'write hosts, host:port or ranges with commas between: intranet.example,10.1.2.3:8443,10.20.0.0/16',
  });
  return z.NEVER;
});

/** Every variable of product.md section 6. An empty value counts as not set. */
const variables = z.object({
  COMPASS_DATA_DIR: z.string().default('./data'),
  COMPASS_DATABASE_URL: url(['postgres:', 'postgresql:']).nullable().default(null),
  COMPASS_HOST: host.default('127.0.0.1'),
  COMPASS_CONSOLE_PORT: port.default(3000),
  COMPASS_GATEWAY_PORT: port.default(3443),
  COMPASS_MTLS_PORT: port.default(3444),
  COMPASS_PUBLIC_HOST: host.default('localhost'),
  COMPASS_CONSOLE_URL: origin.nullable().default(null),
  COMPASS_GATEWAY_URL: publicUrl(['https:']).nullable().default(null),
  COMPASS_MTLS_URL: publicUrl(['https:']).nullable().default(null),
  COMPASS_TLS_CERT_FILE: z.string().optional(),
  COMPASS_TLS_KEY_FILE: z.string().optional(),
  COMPASS_CA_CERT_FILE: z.string().optional(),
  COMPASS_CA_KEY_FILE: z.string().optional(),
  COMPASS_CA_KEY_ALGORITHM: z.enum(keyAlgorithms, word(keyAlgorithms)).default('ecdsa-p256'),
  COMPASS_SECRET_KEY_FILE: z.string().optional(),
  COMPASS_ADMIN_EMAIL: z.email({ error: 'write an e-mail address' }).optional(),
  COMPASS_ADMIN_PASSWORD: z.string().min(12, { error: 'write at least 12 characters' }).optional(),
  COMPASS_ADMIN_TOKEN: z
    .string()
    .min(32, { error: 'write at least 32 characters, for example the output of: openssl rand -hex 32' })
    .regex(/^[\x21-\x7e]*$/, { error: 'write visible ASCII characters only, no spaces' })
    .nullable()
    .default(null),
  COMPASS_DEFAULT_SCENARIO: scenarioName.default('default'),
  COMPASS_CERTIFICATE_VALIDITY: duration.default(2160 * hour),
  COMPASS_TOKEN_RUNTIME_TTL: duration.default(60 * minute),
  COMPASS_TOKEN_APPLICATION_TTL: duration.default(5 * minute),
  COMPASS_TOKEN_CSR_TTL: duration.default(5 * minute),
  COMPASS_CSR_SUBJECT: subject.default({ O: 'Org', OU: 'OrgUnit', L: 'locality', ST: 'province', C: 'DE' }),
  COMPASS_STALE_AFTER: duration.default(10 * minute),
  COMPASS_PAIRING_ADAPTERS: pairingAdapters.default({}),
  COMPASS_ALLOWED_TARGETS: targets.default([]),
  COMPASS_LOG_LEVEL: z.enum(logLevels, word(logLevels)).default('info'),
});

type Variable = keyof typeof variables.shape;

const secretVariables: ReadonlySet<string> = new Set([
  'COMPASS_ADMIN_PASSWORD',
  'COMPASS_ADMIN_TOKEN',
  'COMPASS_DATABASE_URL',
] satisfies Variable[]);

/** Everything that can be set from outside (product.md section 6). Durations in milliseconds. */
export interface Config {
  dataDir: string;
  databaseUrl: string | null;
  host: string;
  /** 0 takes any free port. */
  consolePort: number;
  gatewayPort: number;
  mtlsPort: number;
  publicHost: string;
  /** No trailing slash; null: derived from the public host and the port once it listens. */
  consoleUrl: string | null;
  gatewayUrl: string | null;
  mtlsUrl: string | null;
  tls: { certFile: string; keyFile: string } | null;
  ca: { certFile: string; keyFile: string } | null;
  caKeyAlgorithm: (typeof keyAlgorithms)[number];
  secretKeyFile: string;
  admin: { email: string; password: string } | null;
  adminToken: string | null;
  defaultScenario: string;
  certificateValidityMs: number;
  tokenTtlMs: { RUNTIME: number; APPLICATION: number; CSR: number };
  csrSubject: { O: string; OU: string; L: string; ST: string; C: string };
  staleAfterMs: number;
  /** What may be called although its address is not public. */
  /** Address of the pairing adapter by id of the integration system. */
  pairingAdapters: Readonly<Record<string, string>>;
  allowedTargets: readonly AllowedTarget[];
  logLevel: (typeof logLevels)[number];
}

/** Why the configuration is refused: one line that names the variable, the problem and what to write. */
class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/** Levenshtein distance. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const substitution = row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, substitution));
    }
    row = next;
  }
  return row[b.length]!;
}

function refuseUnknownNames(names: readonly string[]): void {
  const known = Object.keys(variables.shape);
  const unknown = names.find((name) => !known.includes(name));
  if (unknown === undefined) return;
  const [nearest] = known.toSorted((a, b) => distance(unknown, a) - distance(unknown, b));
  throw new ConfigError(`${unknown} is not a variable of Compass: did you mean ${nearest}?`);
}

function pair<T>(
  first: [Variable, string | undefined],
  second: [Variable, string | undefined],
  make: (a: string, b: string) => T,
): T | null {
  const [[firstName, a], [secondName, b]] = [first, second];
  if (a !== undefined && b !== undefined) return make(a, b);
  if (a === undefined && b === undefined) return null;
  const [given, missing] = a === undefined ? [secondName, firstName] : [firstName, secondName];
  throw new ConfigError(`${given} is set without ${missing}: set both or neither`);
}

/**
 * Reads the `COMPASS_*` variables of an environment; everything else in it is ignored.
 * @throws ConfigError on the first unknown name, wrong value or incomplete pair.
 */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.entries(environment).filter(
    // The agent has names of its own, which may be in the same environment.
    ([name, value]) => /^COMPASS_(?!AGENT_)/.test(name) && value !== undefined,
  );
  refuseUnknownNames(given.map(([name]) => name));
  const set = Object.fromEntries(given.filter(([, value]) => value !== ''));
  const parsed = variables.safeParse(set);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const name = String(issue?.path[0]);
    const shown = secretVariables.has(name) ? 'the value given' : JSON.stringify(set[name]);
    throw new ConfigError(`${name}: ${shown} is not valid: ${issue?.message}`);
  }
  const value = parsed.data;
  const dataDir = resolve(value.COMPASS_DATA_DIR);
  const files = (
    cert: 'COMPASS_TLS_CERT_FILE' | 'COMPASS_CA_CERT_FILE',
    key: 'COMPASS_TLS_KEY_FILE' | 'COMPASS_CA_KEY_FILE',
  ) => pair([cert, value[cert]], [key, value[key]], (certFile, keyFile) => ({ certFile, keyFile }));
  return {
    dataDir,
    databaseUrl: value.COMPASS_DATABASE_URL,
    host: value.COMPASS_HOST,
    consolePort: value.COMPASS_CONSOLE_PORT,
    gatewayPort: value.COMPASS_GATEWAY_PORT,
    mtlsPort: value.COMPASS_MTLS_PORT,
    publicHost: value.COMPASS_PUBLIC_HOST,
    consoleUrl: value.COMPASS_CONSOLE_URL,
    gatewayUrl: value.COMPASS_GATEWAY_URL,
    mtlsUrl: value.COMPASS_MTLS_URL,
    tls: files('COMPASS_TLS_CERT_FILE', 'COMPASS_TLS_KEY_FILE'),
    ca: files('COMPASS_CA_CERT_FILE', 'COMPASS_CA_KEY_FILE'),
    caKeyAlgorithm: value.COMPASS_CA_KEY_ALGORITHM,
    secretKeyFile: value.COMPASS_SECRET_KEY_FILE ?? join(dataDir, 'secret.key'),
    admin: pair(
      ['COMPASS_ADMIN_EMAIL', value.COMPASS_ADMIN_EMAIL],
      ['COMPASS_ADMIN_PASSWORD', value.COMPASS_ADMIN_PASSWORD],
      (email, password) => ({ email: email.toLowerCase(), password }),
    ),
    adminToken: value.COMPASS_ADMIN_TOKEN,
    defaultScenario: value.COMPASS_DEFAULT_SCENARIO,
    certificateValidityMs: value.COMPASS_CERTIFICATE_VALIDITY,
    tokenTtlMs: {
      RUNTIME: value.COMPASS_TOKEN_RUNTIME_TTL,
      APPLICATION: value.COMPASS_TOKEN_APPLICATION_TTL,
      CSR: value.COMPASS_TOKEN_CSR_TTL,
    },
    csrSubject: value.COMPASS_CSR_SUBJECT,
    staleAfterMs: value.COMPASS_STALE_AFTER,
    pairingAdapters: value.COMPASS_PAIRING_ADAPTERS,
    allowedTargets: value.COMPASS_ALLOWED_TARGETS,
    logLevel: value.COMPASS_LOG_LEVEL,
  };
}
