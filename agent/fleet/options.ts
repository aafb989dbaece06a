import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { KeyAlgorithm } from '../keys.ts';
import { noTrust, readCertificates, readFingerprint, type Trust } from '../trust.ts';

export interface FleetOptions {
  /** Address of the console, without a trailing slash. */
  url: string;
  adminToken: string;
  tenant: string;
  /** All null: whom Compass itself names to an administrator. */
  trust: Trust;
  runtimes: number;
  applications: number;
  keyAlgorithm: KeyAlgorithm;
  periodMs: number;
  durationMs: number;
  /** Enrolments under way at any time. */
  atOnce: number;
  storm: boolean;
  clean: boolean;
  force: boolean;
  /** Machines other than this one are allowed. */
  remote: boolean;
}

/** Why the options are refused: one line that names the option. */
export class FleetOptionsError extends Error {
  override readonly name = 'FleetOptionsError';
}

const flags = {
  runtimes: { type: 'string', default: '10' },
  applications: { type: 'string', default: '50' },
  compass: { type: 'string', default: 'http://localhost:3000' },
  tenant: { type: 'string', default: 'default' },
  'admin-token': { type: 'string' },
  'ca-file': { type: 'string' },
  fingerprint: { type: 'string' },
  rsa: { type: 'boolean', default: false },
  period: { type: 'string', default: '15s' },
  duration: { type: 'string', default: '1m' },
  'at-once': { type: 'string', default: '8' },
  storm: { type: 'boolean', default: false },
  clean: { type: 'boolean', default: false },
  force: { type: 'boolean', default: false },
  remote: { type: 'boolean', default: false },
} as const;

export const fleetUsage = `npm run fleet -- --runtimes 100 --applications 500

  --compass URL        address of the console (http://localhost:3000)
  --admin-token TOKEN  its static administrator token; better in COMPASS_ADMIN_TOKEN
  --tenant ID          external id of the tenant (default)
  --ca-file FILE       PEM of the CA of the gateways; else what Compass tells the administrator
  --fingerprint SHA256 or the CA's fingerprint
  --runtimes N         Runtimes to register, enrol and run (10)
  --applications M     Applications to register, spread over scenarios so that each Runtime gets some (50)
  --rsa                RSA keys of 2048 bits instead of ECDSA on P-256
  --period 15s         time between two synchronisations of one agent
  --duration 1m        how long to measure, once every agent has synchronised
  --at-once 8          enrolments under way at any time
  --storm              wait for you to restart Compass, then let all agents come back at once
  --clean              remove everything named fleet-... and end
  --force              also in a tenant that holds other objects
  --remote             also against another machine
`;

function count(name: string, text: string, least: number): number {
  if (/^\d{1,6}$/.test(text) && Number(text) >= least) return Number(text);
  throw new FleetOptionsError(`--${name}: ${JSON.stringify(text)} is not a whole number from ${least}`);
}

const units: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };

function duration(name: string, text: string): number {
  const [, digits, unit] = /^([1-9]\d{0,6})(ms|s|m|h)$/.exec(text) ?? [];
  const ms = Number(digits) * (units[unit ?? ''] ?? Number.NaN);
  if (Number.isFinite(ms)) return ms;
  throw new FleetOptionsError(`--${name}: ${JSON.stringify(text)} is not valid: write for example 15s`);
}

function trustOf(file: string | undefined, print: string | undefined): Trust {
  if (file !== undefined && print !== undefined) {
    throw new FleetOptionsError('--ca-file and --fingerprint exclude each other');
  }
  if (file !== undefined) {
    let ca: string;
    try {
      ca = readFileSync(file, 'utf8');
    } catch (cause) {
      throw new FleetOptionsError(`--ca-file: ${file} cannot be read`, { cause });
    }
    if (!readCertificates(ca)) throw new FleetOptionsError(`--ca-file: ${file} is not a certificate in PEM`);
    return { ca, fingerprint: null };
  }
  if (print === undefined) return noTrust;
  const fingerprint = readFingerprint(print);
  if (fingerprint !== null) return { ca: null, fingerprint };
  throw new FleetOptionsError('--fingerprint: write the 64 hexadecimal digits of a SHA-256, colons or not');
}

/** `localhost`, 127.0.0.0/8 and ::1. */
export const isLoopback = (url: string): boolean =>
  /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(new URL(url).hostname);

/** @throws FleetOptionsError on the first option that is unknown, missing or wrong. */
export function readFleetOptions(
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): FleetOptions {
  let values: ReturnType<typeof parse>;
  try {
    values = parse(args);
  } catch (error) {
    throw new FleetOptionsError(error instanceof Error ? error.message : String(error));
  }
  const url = values.compass.replace(/\/+$/, '');
  if (!/^https?:/.test(url) || !URL.canParse(url)) throw new FleetOptionsError('--compass: write http://host:port');
  const adminToken = values['admin-token'] ?? environment['COMPASS_ADMIN_TOKEN'];
  if (!adminToken) {
    throw new FleetOptionsError('set COMPASS_ADMIN_TOKEN to the administrator token that Compass was started with');
  }
  return {
    url,
    adminToken,
    tenant: values.tenant,
    trust: trustOf(values['ca-file'], values.fingerprint),
    runtimes: count('runtimes', values.runtimes, 1),
    applications: count('applications', values.applications, 0),
    keyAlgorithm: values.rsa ? 'rsa-2048' : 'ecdsa-p256',
    periodMs: duration('period', values.period),
    durationMs: duration('duration', values.duration),
    atOnce: count('at-once', values['at-once'], 1),
    storm: values.storm,
    clean: values.clean,
    force: values.force,
    remote: values.remote,
  };
}

const parse = (args: readonly string[]) => parseArgs({ args: [...args], options: flags, strict: true }).values;
