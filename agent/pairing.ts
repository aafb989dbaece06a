import { CallError } from './callError.ts';
import type { Compass } from './compass.ts';
import type { ManagementInfo } from './connection.ts';
import type { PairingConfigurationQuery } from './connector.generated.ts';
import { clientSecretData, readSigned, type StoredClient, spentTokenKey } from './credentials.ts';
import type { NewSigningRequest, SigningRequest } from './keys.ts';
import type { Parameters, TriedTokens } from './parameters.ts';
import type { ServerTrust } from './serverTrust.ts';
import type { Target } from './target.ts';

export interface PairingOptions {
  target: Target;
  compass: Compass;
  newSigningRequest: NewSigningRequest;
  trust: ServerTrust;
  tried: TriedTokens;
  clock: () => number;
}

/** Pairing did not succeed; the message is what the resource says (runtime-agent.md 4). */
export class PairingError extends Error {
  override readonly name = 'PairingError';
  /** Compass says that the token is not good: asking again soon is of no use. */
  readonly refused: boolean;

  constructor(message: string, options: { refused: boolean; cause?: unknown }) {
    super(message, { cause: options.cause });
    this.refused = options.refused;
  }
}

export interface Paired {
  stored: StoredClient;
  urls: ManagementInfo;
}

/** A pairing whose first token is spent and that is not finished. Lives in memory only. */
interface Unfinished {
  token: string;
  urls: ManagementInfo;
  ca: string | undefined;
  csrToken: string;
  request: SigningRequest;
  expiresAt: number;
  /** Signed, but not stored. */
  signed: ReturnType<typeof readSigned> | null;
}

/** How long the Connector takes the token that `configuration` answers (connector.md 5). */
const csrTokenLivesMs = 5 * 60_000;

/** A lost answer may have left the token unspent; more of these in a row are not chance. */
const signingTries = 3;

export interface Pairing {
  /** Whether there is any use in trying with these parameters: their token is not spent, or what it began can be finished. */
  hasChance(parameters: Parameters): boolean;
  /**
   * One-time token to certificate (runtime-agent.md 5.1): asks, signs, checks, stores. A token that Compass has exchanged
   * is never sent again; the second token it answered is used until the certificate is there.
   * @throws PairingError
   */
  pair(parameters: Parameters): Promise<Paired>;
}

export function createPairing(options: PairingOptions): Pairing {
  const { target, compass, newSigningRequest, trust, tried, clock } = options;
  let unfinished: Unfinished | null = null;

  const pending = (parameters: Parameters) =>
    unfinished?.token === parameters.token && (unfinished.signed || clock() < unfinished.expiresAt) ? unfinished : null;

  async function begin(parameters: Parameters): Promise<Unfinished> {
    const { connectorUrl, token } = parameters;
    if (tried.isSpent(token)) throw new Error('the token of the Config Map is spent: put a new one there');
    // Nothing is asked for before it is certain that the answer can be kept.
    await target.assertWritable();
    const ca = await trust.forPairing(connectorUrl, parameters.trust);
    const connector = compass.byToken(connectorUrl, token, ca);
    try {
      const announced = await connector.configuration();
      const spent = { [spentTokenKey]: tried.noteSpent(token) };
      // Spares a restarted agent a useless call, no more: what cannot be stored now is tried again with the certificate.
      await target.writeSecret('client', spent).catch(() => undefined);
      const urls = readUrls(announced);
      const csrToken = announced.token?.token;
      const subject = announced.certificateSigningRequestInfo?.subject;
      if (!csrToken || !subject) throw new Error('the Connector announced no token or no subject');
      const request = await newSigningRequest(subject);
      return { token, urls, ca, csrToken, request, expiresAt: clock() + csrTokenLivesMs, signed: null };
    } finally {
      connector.close();
    }
  }

  async function sign({ connectorUrl }: Parameters, { ca, csrToken, request }: Unfinished) {
    for (let tries = 1; ; tries += 1) {
      const connector = compass.byToken(connectorUrl, csrToken, ca);
      try {
        return readSigned(request.key, await connector.sign(request.csr));
      } catch (error) {
        if (!isLost(error) || tries === signingTries) throw error;
      } finally {
        connector.close();
      }
    }
  }

  return {
    hasChance: (parameters) => !tried.isSpent(parameters.token) || pending(parameters) !== null,
    async pair(parameters) {
      tried.noteTried(parameters);
      let current = pending(parameters);
      try {
        current ??= await begin(parameters);
        unfinished = current;
        current.signed ??= await sign(parameters, current);
      } catch (error) {
        if (!isLost(error)) unfinished = null;
        const refused = error instanceof CallError ? error.problem === 'refused' : tried.isSpent(parameters.token);
        const hint = error instanceof CallError && refused ? 'the token is wrong, expired or already used: ' : '';
        throw new PairingError(`Failed to retrieve certificate: ${hint}${reasonOf(error)}`, { refused, cause: error });
      }
      const { runtimeId, tenant } = parameters;
      const stored: StoredClient = {
        credentials: current.signed.credentials,
        identity: { runtimeId, tenant },
        serverCa: trust.isGiven ? null : (current.ca ?? null),
      };
      try {
        await target.writeSecret('client', clientSecretData(stored));
        await target.writeSecret('ca', { cacert: current.signed.ca });
      } catch (error) {
        throw new PairingError(`Failed to preserve certificate: ${reasonOf(error)}`, { refused: false, cause: error });
      }
      unfinished = null;
      return { stored, urls: current.urls };
    },
  };
}

const isLost = (error: unknown): boolean => error instanceof CallError && error.problem === 'failed';

export const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** @throws Error in the words of runtime-agent.md 5.3. */
export function readUrls({ managementPlaneInfo: info }: PairingConfigurationQuery['configuration']): ManagementInfo {
  if (!info) throw new Error('Management info is empty');
  const { directorURL: directorUrl, certificateSecuredConnectorURL: connectorUrl } = info;
  if (!directorUrl || !connectorUrl) throw new Error('Connector URL or Director URL is empty');
  for (const url of [directorUrl, connectorUrl]) {
    if (!URL.canParse(url) || new URL(url).protocol !== 'https:') {
      throw new Error('Connector URL or Director URL does not begin with https://');
    }
  }
  return { directorUrl, connectorUrl };
}
