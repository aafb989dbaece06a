import { createHash } from 'node:crypto';
import { readCertificates, readFingerprint, type Trust } from './trust.ts';

/** What the Config Map says (runtime-agent.md 1.1, seed): how to pair, and who the Runtime is. */
export interface Parameters {
  /** Token-secured. */
  connectorUrl: string;
  token: string;
  runtimeId: string;
  tenant: string;
  /** From the optional keys `CA_PEM` and `CA_FINGERPRINT`, which only this agent knows. */
  trust: Trust;
}

/** @throws Error that names the key, never its value. */
export function readParameters(data: Readonly<Record<string, string>> | null): Parameters {
  if (!data) throw new Error('there is no Config Map compass-agent-configuration');
  const value = (key: string) => data[key]?.trim() ?? '';
  const [connectorUrl, token, runtimeId] = ['CONNECTOR_URL', 'TOKEN', 'RUNTIME_ID'].map((key) => {
    if (value(key) === '') throw new Error(`${key} is missing in the Config Map`);
    return value(key);
  }) as [string, string, string];
  if (!URL.canParse(connectorUrl) || new URL(connectorUrl).protocol !== 'https:') {
    throw new Error('CONNECTOR_URL in the Config Map does not begin with https://');
  }
  if (!/^[\x21-\x7e]+$/.test(token)) throw new Error('TOKEN in the Config Map is not one line of visible characters');
  if (!/^[\x20-\x7e]*$/.test(value('TENANT'))) throw new Error('TENANT in the Config Map is not plain text');
  const [pem, print] = [value('CA_PEM'), value('CA_FINGERPRINT')];
  const fingerprint = print === '' ? null : readFingerprint(print);
  if (print !== '' && fingerprint === null) {
    throw new Error('CA_FINGERPRINT in the Config Map is not a SHA-256 fingerprint of 64 hexadecimal digits');
  }
  if (pem !== '' && !readCertificates(pem)) throw new Error('CA_PEM in the Config Map is not a certificate in PEM');
  return {
    connectorUrl,
    token,
    runtimeId,
    tenant: value('TENANT'),
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
