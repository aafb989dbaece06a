import type { Route } from './route.ts';
import { resolveTrust, type Trust } from './trust.ts';

/** Decides whom to take for Compass: what the options say, else what pairing fixed, else the Config Map or the system. */
export interface ServerTrust {
  /** The options say it; then neither the Config Map nor what was stored counts. */
  readonly isGiven: boolean;
  /** PEM; undefined for the system's. @throws CallError */
  forPairing(url: string, configured: Trust): Promise<string | undefined>;
  forSession(url: string, stored: string | null): Promise<string | undefined>;
}

export function createServerTrust(given: Trust, route: Route, timeoutMs: number): ServerTrust {
  const isGiven = given.ca !== null || given.fingerprint !== null;
  /** The pinned certificate, once a server has shown it. */
  let found: string | undefined;
  const fromOptions = async (url: string) => {
    found ??= await resolveTrust(given, url, route, timeoutMs);
    return found;
  };
  return {
    isGiven,
    forPairing: (url, configured) => (isGiven ? fromOptions(url) : resolveTrust(configured, url, route, timeoutMs)),
    forSession: async (url, stored) => (isGiven ? fromOptions(url) : (stored ?? undefined)),
  };
}
