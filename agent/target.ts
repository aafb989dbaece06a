import type { ApplicationSecret, PresentApplication } from './application.ts';
import type { CompassConnection } from './connection.ts';

/** Cannot be read or written; `message` is one line for people and never holds the content of a Secret. */
export class TargetError extends Error {
  override readonly name = 'TargetError';
}

/** The agent's own two Secrets (runtime-agent.md 6): its key with certificates, and the CA of Compass. */
export type OwnSecret = 'client' | 'ca';

/** What a watch noticed. */
export type Change = 'parameters' | 'connection';

/** How a part of the cluster is, for Compass. */
export interface ClusterHealth {
  versions: { name: string; version: string }[];
  components: { name: string; ok: boolean; message?: string }[];
}

/**
 * Where a Runtime keeps its configuration: a cluster, or a folder. All calls may fail with a TargetError; none of them
 * answers a part for the whole: what cannot be read completely is an error.
 */
export interface Target {
  /** `data` of the Config Map `compass-agent-configuration`; null if there is none. Never written. */
  readParameters(): Promise<Record<string, string> | null>;
  /** The one `CompassConnection`; null only if it is certain that there is none. */
  readConnection(): Promise<CompassConnection | null>;
  /**
   * Reads, changes and writes. `change` gets the resource as it is now (null: there is none) and answers what it is to be;
   * null leaves everything as it is. Called again if somebody else wrote meanwhile, so that no operator's edit is lost.
   * @returns what was written.
   */
  writeConnection(
    change: (present: CompassConnection | null) => CompassConnection | null,
  ): Promise<CompassConnection | null>;
  /** Plain values by key; null if there is no such Secret. */
  readSecret(secret: OwnSecret): Promise<Record<string, string> | null>;
  /** Sets these keys at once, all or none, and keeps the others. */
  writeSecret(secret: OwnSecret, data: Readonly<Record<string, string>>): Promise<void>;
  /** Fails if a connection or one of the agent's Secrets could not be stored: asked before a token is spent. */
  assertWritable(): Promise<void>;
  /** Fails if one of the agent's Secrets could not be stored: asked before a certificate is renewed. */
  assertSecretsWritable(): Promise<void>;
  /** Every Application there is, whoever made it. */
  listApplications(): Promise<PresentApplication[]>;
  /** Fails if the name is taken. Answers it as stored. */
  createApplication(application: PresentApplication): Promise<PresentApplication>;
  /** Replaces an Application that `listApplications` answered; fails if it was changed or removed meanwhile. */
  updateApplication(application: PresentApplication): Promise<PresentApplication>;
  /** Removes exactly the one that was listed; no error if it has gone. */
  deleteApplication(application: PresentApplication): Promise<void>;
  /** The Secrets of Applications that carry both labels of ours. */
  listApplicationSecrets(): Promise<ApplicationSecret[]>;
  /** Creates or replaces. Fails if a Secret of this name is not one of ours. */
  writeApplicationSecret(secret: ApplicationSecret, owner: PresentApplication): Promise<void>;
  /** Removes one that was listed; no error if it has gone. */
  deleteApplicationSecret(secret: ApplicationSecret): Promise<void>;
  /** Versions and health for the status report; null if there is nothing to say. */
  health(): Promise<ClusterHealth | null>;
  /**
   * Calls `changed` soon after the Config Map or the connection changed, by whomever. Missing some is harmless: every
   * cycle reads anew. Answers how to stop.
   */
  watch(changed: (change: Change) => void): () => void;
}
