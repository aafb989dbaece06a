import type { Compass } from './compass.ts';
import type { CompassConnection } from './connection.ts';
import { readClientSecret, type StoredClient } from './credentials.ts';
import type { Session } from './maintenance.ts';
import { reasonOf } from './pairing.ts';
import { readIdentity } from './parameters.ts';
import type { ServerTrust } from './serverTrust.ts';
import type { Target } from './target.ts';

interface SessionOptions {
  target: Target;
  compass: Compass;
  trust: ServerTrust;
}

/** The Secret with the certificate is missing or cannot be used: the connection is lost. */
export class NoCredentials extends Error {
  override readonly name = 'NoCredentials';
}

/** Opens connections of their own for these credentials. @throws CallError if a pinned CA has to be asked for in vain. */
export async function openSession(
  stored: StoredClient,
  urls: Session['urls'],
  { compass, trust }: Pick<SessionOptions, 'compass' | 'trust'>,
): Promise<Session> {
  const ca = await trust.forSession(urls.connectorUrl, stored.serverCa);
  return { stored, urls, ca, compass: compass.byCertificate(stored.credentials, ca) };
}

/** Reads certificate and addresses back, after a restart for example. @throws NoCredentials, CallError, TargetError */
export async function loadSession({ spec }: CompassConnection, options: SessionOptions): Promise<Session> {
  const data = await options.target.readSecret('client');
  if (!data) throw new NoCredentials('the Secret with the client certificate is missing');
  let stored: StoredClient;
  try {
    stored = readClientSecret(data);
  } catch (cause) {
    throw new NoCredentials(`the Secret with the client certificate cannot be used: ${reasonOf(cause)}`, { cause });
  }
  const { connectorUrl, directorUrl } = spec.managementInfo;
  if (!connectorUrl || !directorUrl) throw new NoCredentials('the connection knows no addresses of Compass');
  // Another agent paired: only the Config Map knows for whom.
  stored.identity ??= await identityOfConfigMap(options.target);
  return openSession(stored, { connectorUrl, directorUrl }, options);
}

async function identityOfConfigMap(target: Target): Promise<StoredClient['identity']> {
  const data = await target.readParameters();
  try {
    return readIdentity(data);
  } catch (cause) {
    throw new NoCredentials(`nothing says which Runtime the client certificate is for: ${reasonOf(cause)}`, { cause });
  }
}
