import { createHash } from 'node:crypto';
import type { Identity } from './credentials.ts';
import { readCertificates, readFingerprint, type Trust } from './trust.ts';

/** What the Config Map says (runtime-agent.md 1.1, seed): how to pair, and who the Runtime is. */
export interface Parameters extends Identity {
  /** Token-secured. */
  connectorUrl: string;
  token: string;
  /** From the optional keys `CA_PEM` and `CA_FINGERPRINT`, which only this agent knows. */
  trust: Trust;
}

type ConfigMapData = Readonly<Record<string, string>> | null;

/** @throws Error that names the key. */
function required(data: NonNullable<ConfigMapData>, key: string): string {
  const value = data[key]?.trim() ?? '';
  if (value === '') throw new Error(`${key} is missing in the Config Map`);
  return value;
}

function present(data: ConfigMapData): NonNullable<ConfigMapData> {
  if (!data) throw new Error('there is no Config Map compass-agent-configuration');
  return data;
}

/** Who the Runtime is, whatever else is missing. @throws Error that names the key, never its value. */
export function readIdentity(configMap: ConfigMapData): Identity {
  const data = present(configMap);
  const tenant = data['TENANT']?.trim() ?? '';
  if (!/^[\x20-\x7e]*$/.test(tenant)) throw new Error('TENANT in the Config Map is not plain text');
  return { runtimeId: required(data, 'RUNTIME_ID'), tenant };
}

/** @throws Error that names the key, never its value. */
export function readParameters(configMap: ConfigMapData): Parameters {
  const data = present(configMap);
  const value = (key: string) => data[key]?.trim() ?? '';
  const [connectorUrl, token] = [required(data, 'CONNECTOR_URL'), required(data, 'TOKEN')];
  if (!URL.canParse(connectorUrl) || new URL(connectorUrl).protocol !== 'https:') {
    throw new Error('CONNECTOR_URL in the Config Map does not begin with https://');
  }
  if (!/^[\x21-\x7e]+$/.test(token)) throw new Error('TOKEN in the Config Map is not one line of visible characters');
  const [pem, print] = [value('CA_PEM'), value('CA_FINGERPRINT')];
  const fingerprint = print === '' ? null : readFingerprint(print);
  if (print !== '' && fingerprint === null) {
    throw new Error('CA_FINGERPRINT in the Config Map is not a SHA-256 fingerprint of 64 hexadecimal digits');
  }
  if (pem !== '' && !readCertificates(pem)) throw new Error('CA_PEM in the Config Map is not a certificate in PEM');
  return {
    connectorUrl,
    token,
    ...readIdentity(data),
    trust: { ca: pem === '' ? null : `${pem}\n`, fingerprint },
  };
}

const digest = (...parts: string[]) => createHash('sha256').update(parts.join('\n')).digest('hex');

/** What pairing has already been tried with. Holds digests, not tokens. */
export interface TriedTokens {
  /** Nothing was tried with exactly these parameters yet. */
  isFresh(parameters: Parameters): boolean;
  noteTried(parameters: Parameters): void;
  /** The Connector exchanged this token: it is worth nothing any more, and never sent again. */
  isSpent(token: string): boolean;
  /** @returns the digest, to be kept for the next process. */
  noteSpent(token: string): string;
  /** What an earlier process kept. */
  restore(digest: string): void;
  /** The operator asks for another try, with what is not spent. */
  forgetTries(): void;
}

export function createTriedTokens(): TriedTokens {
  const spent = new Set<string>();
  let tried = '';
  const keyOf = ({ connectorUrl, token, runtimeId, tenant, trust }: Parameters) =>
    digest(connectorUrl, token, runtimeId, tenant, trust.ca ?? '', trust.fingerprint ?? '');
  return {
    isFresh: (parameters) => keyOf(parameters) !== tried && !spent.has(digest(parameters.token)),
    noteTried(parameters) {
      tried = keyOf(parameters);
    },
    isSpent: (token) => spent.has(digest(token)),
    noteSpent(token) {
      const known = digest(token);
      spent.add(known);
      return known;
    },
    restore: (known) => void spent.add(known),
    forgetTries() {
      tried = '';
    },
  };
}
