import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { type KeyAlgorithm, keyAlgorithms } from './keys.ts';
import { readCertificates, readFingerprint, type Trust } from './trust.ts';

/** A Kubernetes name with its namespace. */
export interface NamespacedName {
  namespace: string;
  name: string;
}

export interface AgentOptions {
  /** A folder; null: a cluster. */
  directory: string | null;
  /** Null: what KUBECONFIG names, in-cluster configuration, or that of the user. */
  kubeconfig: string | null;
  /** Where the files of the pod are, among them those of its service account. */
  podRoot: string;
  trust: Trust;
  syncPeriodMs: number;
  minimalSyncTimeMs: number;
  requestTimeoutMs: number;
  /** 0 to 1. */
  renewalThreshold: number;
  keyAlgorithm: KeyAlgorithm;
  announced: { runtime_eventServiceUrl: string | null; runtime_consoleUrl: string | null };
  centralGatewayUrl: string;
  skipAppsTlsVerify: boolean;
  configMap: NamespacedName;
  clientSecret: NamespacedName;
  caSecret: NamespacedName;
  /** Of the credentials Secrets of Applications. */
  integrationNamespace: string;
  /** Where `/healthz` is served; null: nowhere. */
  healthPort: number | null;
  logLevel: string;
}

/** Why the options are refused: one line that names the option and what to write. */
export class OptionsError extends Error {
  override readonly name = 'OptionsError';
}

interface Definition<T> {
  /** Shown in the usage text. */
  value: string;
  meaning: string;
  default: T;
  /** Undefined if the text is not valid. */
  read(text: string): T | undefined;
}

const units: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };
const duration = (meaning: string, standard: number): Definition<number> => ({
  value: '15s',
  meaning,
  default: standard,
  read(text) {
    const [, count, unit] = /^([1-9]\d{0,6})(ms|s|m|h)$/.exec(text) ?? [];
    return count && unit ? Number(count) * (units[unit] ?? Number.NaN) : undefined;
  },
});
const text = <T extends string | null>(value: string, meaning: string, standard: T): Definition<T | string> => ({
  value,
  meaning,
  default: standard,
  read: (given) => given,
});
const url = (meaning: string, standard: string | null): Definition<string | null> => ({
  value: 'URL',
  meaning,
  default: standard,
  read: (given) => (/^https?:/.test(given) && URL.canParse(given) ? given.replace(/\/+$/, '') : undefined),
});
const oneOf = <T extends string>(words: readonly T[], meaning: string, standard: T): Definition<T> => ({
  value: words.join('|'),
  meaning,
  default: standard,
  read: (given) => words.find((word) => word === given),
});
/** One part alone means the namespace `default` (runtime-agent.md 1). */
const namespaced = (meaning: string, standard: NamespacedName): Definition<NamespacedName> => ({
  value: 'NAMESPACE/NAME',
  meaning,
  default: standard,
  read(given) {
    const parts = given.split('/');
    if (parts.length > 2 || parts.some((part) => !/^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/.test(part))) return undefined;
    const [first, second] = parts as [string, string | undefined];
    return second === undefined ? { namespace: 'default', name: first } : { namespace: first, name: second };
  },
});

const definitions = {
  directory: text('DIR', 'keep everything as YAML files in this folder, instead of in a cluster', null),
  kubeconfig: text('FILE', 'how to reach the cluster; inside one it is not needed', null),
  'pod-root': text('DIR', 'root of the files of the pod, where they are mounted elsewhere', '/'),
  'ca-file': text('FILE', 'PEM of the CA of the Compass server', null),
  fingerprint: text('SHA256', 'fingerprint of the CA, or of the certificate, of the Compass server', null),
  'sync-period': duration('time between two synchronisations', 15_000),
  'minimal-sync-time': duration('least time between two attempts', 10_000),
  'request-timeout': duration('time for one call to Compass', 30_000),
  'renewal-threshold': {
    value: '0.3',
    meaning: 'renew when less than this share of the lifetime is left',
    default: 0.3,
    read: (given) => (/^0?\.\d{1,6}$/.test(given) && Number(given) > 0 ? Number(given) : undefined),
  } satisfies Definition<number>,
  'key-algorithm': oneOf(keyAlgorithms, 'keys of client certificates', 'ecdsa-p256'),
  'runtime-events-url': url('announced as label runtime_eventServiceUrl', null),
  'runtime-console-url': url('announced as label runtime_consoleUrl', null),
  'central-gateway-url': url(
    'base of centralGatewayUrl of APIs',
    'http://central-application-gateway.kyma-system.svc.cluster.local:8082',
  ),
  'skip-apps-tls-verify': oneOf(['true', 'false'], 'spec.skipVerify of new Applications', 'false'),
  'config-map': namespaced('the Config Map', { namespace: 'compass-system', name: 'compass-agent-configuration' }),
  'client-secret': namespaced('key and certificates', {
    namespace: 'compass-system',
    name: 'cluster-client-certificates',
  }),
  'ca-secret': namespaced('CA of Compass', { namespace: 'istio-system', name: 'ca-certificates' }),
  'integration-namespace': text('NAMESPACE', 'of the Secrets of Applications', 'compass-system'),
  'health-port': {
    value: '8090',
    meaning: 'serve /healthz on this port',
    default: null,
    read: (given) => (/^[1-9]\d{0,4}$/.test(given) && Number(given) < 65_536 ? Number(given) : undefined),
  } satisfies Definition<number | null> as Definition<number | null>,
  'log-level': oneOf(['error', 'warn', 'info', 'debug'], 'how much to say', 'info'),
};

type Name = keyof typeof definitions;
type Values = { [N in Name]: (typeof definitions)[N]['default'] };

const names = Object.keys(definitions) as Name[];
const variableOf = (name: string) => `COMPASS_AGENT_${name.toUpperCase().replaceAll('-', '_')}`;

/** What `--help` prints. */
export function usage(): string {
  const lines = names.map((name) => {
    const { value, meaning, default: standard } = definitions[name] as Definition<unknown>;
    const named = standard as { namespace?: string; name?: string } | null;
    const shown = named?.name ? `${named.namespace}/${named.name}` : standard;
    const suffix =
      standard === null ? '' : typeof shown === 'number' && shown >= 1000 ? ` (${shown / 1000}s)` : ` (${shown})`;
    return `  --${`${name} ${value}`.padEnd(46)} ${meaning}${suffix}`;
  });
  return [
    'npm run agent -- --directory ./runtime-1',
    '',
    ...lines,
    '',
    'Each option is also a variable: --sync-period is COMPASS_AGENT_SYNC_PERIOD.',
    'HTTPS_PROXY and NO_PROXY say through which proxy Compass is reached.',
    '',
  ].join('\n');
}

/**
 * Flags, else variables `COMPASS_AGENT_*`, else defaults.
 * @throws OptionsError on the first one that is unknown or wrong.
 */
export function readOptions(
  flags: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): AgentOptions {
  const given = { ...fromEnvironment(environment), ...fromFlags(flags) };
  const values = Object.fromEntries(
    names.map((name) => {
      const definition = definitions[name] as Definition<unknown>;
      const said = given[name];
      if (said === undefined || said === '') return [name, definition.default];
      const value = definition.read(said);
      if (value === undefined) {
        throw new OptionsError(
          `--${name}: ${JSON.stringify(said)} is not valid: write for example ${definition.value}`,
        );
      }
      return [name, value];
    }),
  ) as Values;
  if (values.directory !== null && values.kubeconfig !== null) {
    throw new OptionsError('--directory and --kubeconfig exclude each other');
  }
  return {
    directory: values.directory,
    kubeconfig: values.kubeconfig,
    podRoot: values['pod-root'] ?? '/',
    trust: trustOf(values['ca-file'], values.fingerprint),
    syncPeriodMs: values['sync-period'],
    minimalSyncTimeMs: values['minimal-sync-time'],
    requestTimeoutMs: values['request-timeout'],
    renewalThreshold: values['renewal-threshold'],
    keyAlgorithm: values['key-algorithm'],
    announced: {
      runtime_eventServiceUrl: values['runtime-events-url'],
      runtime_consoleUrl: values['runtime-console-url'],
    },
    centralGatewayUrl: values['central-gateway-url'] ?? '',
    skipAppsTlsVerify: values['skip-apps-tls-verify'] === 'true',
    configMap: values['config-map'],
    clientSecret: values['client-secret'],
    caSecret: values['ca-secret'],
    integrationNamespace: values['integration-namespace'] ?? '',
    healthPort: values['health-port'],
    logLevel: values['log-level'],
  };
}

function fromFlags(flags: readonly string[]): Partial<Record<Name, string>> {
  try {
    const options = Object.fromEntries(names.map((name) => [name, { type: 'string' as const }]));
    return parseArgs({ args: [...flags], options, strict: true }).values as Partial<Record<Name, string>>;
  } catch (error) {
    throw new OptionsError(error instanceof Error ? error.message : String(error));
  }
}

function fromEnvironment(environment: Readonly<Record<string, string | undefined>>): Partial<Record<Name, string>> {
  const known = new Map(names.map((name) => [variableOf(name), name]));
  const unknown = Object.keys(environment).find((key) => key.startsWith('COMPASS_AGENT_') && !known.has(key));
  if (unknown !== undefined) throw new OptionsError(`${unknown} is not a variable of the agent: see --help`);
  return Object.fromEntries([...known].map(([variable, name]) => [name, environment[variable]]));
}

function trustOf(caFile: string | null, print: string | null): Trust {
  if (caFile !== null && print !== null) throw new OptionsError('--ca-file and --fingerprint exclude each other');
  const fingerprint = print === null ? null : readFingerprint(print);
  if (print !== null && fingerprint === null) {
    throw new OptionsError('--fingerprint: write the 64 hexadecimal digits of a SHA-256, colons or not');
  }
  return { ca: caFile === null ? null : readCaFile(caFile), fingerprint };
}

function readCaFile(file: string): string {
  let pem: string;
  try {
    pem = readFileSync(file, 'utf8');
  } catch (error) {
    throw new OptionsError(`--ca-file: ${file} cannot be read: ${(error as NodeJS.ErrnoException).code}`);
  }
  if (!readCertificates(pem)) throw new OptionsError(`--ca-file: ${file} is not a certificate in PEM`);
  return pem;
}
