import { randomUUID } from 'node:crypto';
import { enableCompileCache } from 'node:module';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Logger, pino } from 'pino';
import packageJson from '../package.json' with { type: 'json' };
import { createCompass } from './compass.ts';
import { createCycle } from './cycle.ts';
import { serveHealth } from './health.ts';
import { newSigningRequest } from './keys.ts';
import { runLoop } from './loop.ts';
import { type AgentOptions, OptionsError, readOptions, usage } from './options.ts';
import { readRoute } from './route.ts';
import { createServerTrust } from './serverTrust.ts';
import { type Target, TargetError } from './target.ts';

/** A server that takes our certificate keeps a silent connection much longer. */
const patienceMs = 1000;

async function openTarget(options: AgentOptions, log: Logger): Promise<Target> {
  const { directory, clientSecret: client, caSecret: ca, integrationNamespace } = options;
  if (directory !== null) {
    const [{ openDirectory }, { heldBy, lockDirectory }] = await Promise.all([
      import('./targets/directory.ts'),
      import('./targets/directoryLock.ts'),
    ]);
    const lock = await lockDirectory(directory, {
      onWait: (reason) => log.warn(reason),
      onLost(reason) {
        log.fatal(`${reason}: this one ends`);
        process.exit(1);
      },
    });
    process.once('exit', lock.release);
    return heldBy(lock, await openDirectory(directory, { client, ca, integrationNamespace }));
  }
  const [{ loadKubeconfig }, { openKubernetes }] = await Promise.all([
    import('./targets/kubernetesConfig.ts'),
    import('./targets/kubernetes.ts'),
  ]);
  const config = loadKubeconfig(options.kubeconfig, process.env, options.podRoot);
  if (!config) throw new OptionsError('say where the Runtime is: --directory DIR or --kubeconfig FILE');
  const { configMap, requestTimeoutMs: timeoutMs } = options;
  return openKubernetes(config, { client, ca, integrationNamespace, configMap, timeoutMs });
}

async function main(): Promise<void> {
  if (process.argv.includes('--help')) {
    process.stdout.write(usage());
    return;
  }
  // Keys and credentials are for this user only.
  process.umask(0o077);
  const options = readOptions(process.argv.slice(2), process.env);
  const route = readRoute(process.env);
  enableCompileCache(join(import.meta.dirname, '../node_modules/.cache/compass'));
  const log = pino({ level: options.logLevel });
  const target = await openTarget(options, log);
  log.info({ version: packageJson.version, directory: options.directory ?? undefined }, 'Starting Runtime Agent');

  const health = options.healthPort === null ? null : await serveHealth(options.healthPort);
  const stopping = new AbortController();
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      // Asked twice, it does not wait for the pass under way.
      if (stopping.signal.aborted) process.exit(1);
      log.info({ signal }, 'Stopping');
      stopping.abort();
    });
  }
  const cycle = createCycle({
    ...options,
    target,
    compass: createCompass({ route, timeoutMs: options.requestTimeoutMs, newRequestId: randomUUID }),
    trust: createServerTrust(options.trust, route, options.requestTimeoutMs),
    route,
    newSigningRequest: (subject) => newSigningRequest(options.keyAlgorithm, subject),
    clock: Date.now,
    log,
    patienceMs,
    skipVerify: options.skipAppsTlsVerify,
    version: packageJson.version,
  });
  await runLoop(
    {
      ...options,
      cycle,
      target,
      log,
      random: Math.random,
      // An aborted wait is over, not failed.
      wait: (ms, signal) => sleep(ms, undefined, { signal }).catch(() => undefined),
    },
    stopping.signal,
  );
  health?.close();
}

main().catch((error: unknown) => {
  const isExpected = error instanceof OptionsError || error instanceof TargetError;
  const reason = error instanceof Error ? (isExpected ? error.message : (error.stack ?? error.message)) : String(error);
  process.stderr.write(`The agent cannot start: ${reason}\n`);
  process.exit(1);
});
