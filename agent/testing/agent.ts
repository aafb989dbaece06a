import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { stringify } from 'yaml';
import { createCompass } from '../compass.ts';
import { type Cycle, type CycleOptions, createCycle } from '../cycle.ts';
import { newSigningRequest } from '../keys.ts';
import { straight } from '../route.ts';
import { createServerTrust } from '../serverTrust.ts';
import type { Target } from '../target.ts';
import { type DirectoryNames, openDirectory } from '../targets/directory.ts';
import { noTrust, type Trust } from '../trust.ts';

export const names: DirectoryNames = {
  client: { namespace: 'compass-system', name: 'cluster-client-certificates' },
  ca: { namespace: 'istio-system', name: 'ca-certificates' },
  integrationNamespace: 'compass-system',
};

/** A Runtime without a cluster: a folder that is removed at the end. */
export interface TestRuntime {
  folder: string;
  target: Target;
  /** Writes the Config Map as people do. */
  configure(data: Record<string, string>): void;
  remove(): void;
}

export async function openRuntime(): Promise<TestRuntime> {
  const folder = mkdtempSync(join(tmpdir(), 'compass-agent-'));
  return {
    folder,
    target: await openDirectory(folder, names),
    configure(data) {
      const metadata = { name: 'compass-agent-configuration', namespace: 'compass-system' };
      const resource = { apiVersion: 'v1', kind: 'ConfigMap', metadata, data };
      writeFileSync(join(folder, 'compass-agent-configuration.yaml'), stringify(resource));
    },
    remove: () => rmSync(folder, { recursive: true }),
  };
}

/** A cycle as main.ts makes it; `logged` gets every line. */
export function testCycle(
  target: Target,
  { logged = [], timeoutMs = 10_000, trust = noTrust, route = straight, ...more }: TestCycleOptions = {},
): Cycle {
  return createCycle({
    target,
    compass: createCompass({ route, timeoutMs, newRequestId: randomUUID }),
    trust: createServerTrust(trust, route, timeoutMs),
    route,
    newSigningRequest: (subject) => newSigningRequest('ecdsa-p256', subject),
    clock: Date.now,
    log: pino({ level: 'debug' }, { write: (line: string) => void logged.push(line) }),
    patienceMs: 500,
    renewalThreshold: 0.3,
    minimalSyncTimeMs: 10_000,
    announced: { runtime_eventServiceUrl: 'https://gateway.example', runtime_consoleUrl: null },
    centralGatewayUrl: 'http://gateway.local:8082',
    skipVerify: false,
    version: 'test',
    ...more,
  });
}

type TestCycleOptions = Partial<Omit<CycleOptions, 'target' | 'trust'>> & {
  logged?: string[];
  timeoutMs?: number;
  trust?: Trust;
};
