import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { type Administrator, createAdministrator } from './administrator.ts';
import { growthOf, type MemorySample, spreadText } from './figures.ts';
import { createFleet, type Fleet, type Measured } from './fleet.ts';
import { registerFleet, removeFleet, scenarioCount, strangers } from './landscape.ts';
import { type FleetOptions, FleetOptionsError, fleetUsage, isLoopback, readFleetOptions } from './options.ts';

const memoryPeriodMs = 5000;
const lookMs = 200;
const mebibyte = 1024 * 1024;

const say = (line: string) => void process.stdout.write(`${line}\n`);

const installation = z.object({
  installation: z.object({ connectorURL: z.url(), directorURL: z.url(), serverCAPEM: z.string().nullable() }),
});

/** Fails where the fleet has no business: on other machines, and among objects of others. */
async function assertWelcome(administrator: Administrator, urls: readonly string[], options: FleetOptions) {
  const away = urls.find((url) => !isLoopback(url));
  if (away !== undefined && !options.remote) throw new FleetOptionsError(`${away} is another machine: say --remote`);
  const others = await strangers(administrator);
  if (others.length > 0 && !options.force) {
    const named = others.join(', ');
    throw new FleetOptionsError(`the tenant holds objects that are not the fleet's (${named}): say --force`);
  }
}

function report(what: string, { count, perSecond, errors, ...spread }: Measured): void {
  say(`${what.padEnd(12)} ${count}, ${perSecond.toFixed(1)}/s  ${spreadText({ count, ...spread })}`);
  for (const [kind, times] of errors) say(`${''.padEnd(12)} ${times} x ${kind}`);
  if (errors.length === 0) say(`${''.padEnd(12)} no errors`);
}

/** Reads the server's memory until the signal aborts. */
async function watchMemory(administrator: Administrator, samples: MemorySample[], signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const bytes = await administrator.residentBytes();
    if (bytes !== null) samples.push({ at: Date.now(), bytes });
    // An aborted wait is over, not failed.
    await sleep(memoryPeriodMs, undefined, { signal }).catch(() => undefined);
  }
}

function reportMemory(samples: readonly MemorySample[]): void {
  const [first, last] = [samples[0], samples.at(-1)];
  if (!first || !last) {
    say('Memory       the server does not say');
    return;
  }
  const text = (bytes: number) => `${Math.round(bytes / mebibyte)} MiB`;
  const most = Math.max(...samples.map(({ bytes }) => bytes));
  const growth = growthOf(samples);
  const grown = growth === null ? '' : `, ${growth.toFixed(1)} % from the second quarter to the last`;
  say(`Memory       first ${text(first.bytes)}, most ${text(most)}, last ${text(last.bytes)}${grown}`);
}

async function storm(fleet: Fleet, administrator: Administrator, runtimes: number): Promise<void> {
  say('Storm        restart Compass now');
  while (await administrator.isReady()) await sleep(lookMs);
  say('Storm        Compass is away');
  while (!(await administrator.isReady())) await sleep(lookMs);
  say(`Storm        Compass is back: all ${runtimes} agents ask at once`);
  const tookMs = await fleet.storm();
  say(`Storm        all Synchronized after ${(tookMs / 1000).toFixed(1)} s`);
}

async function main(): Promise<void> {
  if (process.argv.includes('--help')) return say(fleetUsage);
  const options = readFleetOptions(process.argv.slice(2), process.env);
  const { url, tenant, runtimes, durationMs } = options;
  const administrator = createAdministrator({ url, token: options.adminToken, tenant });
  const query = '{ installation { connectorURL directorURL serverCAPEM } }';
  const {
    connectorURL: connectorUrl,
    directorURL,
    serverCAPEM,
  } = (await administrator.ask(installation, query)).installation;
  await assertWelcome(administrator, [url, connectorUrl, directorURL], options);
  if (options.clean) return say(`Removed      ${await removeFleet(administrator)} objects`);

  say(`Registering  ${runtimes} Runtimes, ${options.applications} Applications, ${scenarioCount(options)} scenarios`);
  const runtimeIds = await registerFleet(administrator, options);
  const isNamed = options.trust.ca !== null || options.trust.fingerprint !== null;
  const trust = isNamed ? options.trust : { ca: serverCAPEM, fingerprint: null };
  const fleet = createFleet({ ...options, administrator, runtimeIds, connectorUrl, trust });
  const enrolled = await fleet.enrol(options.atOnce);
  report('Enrolments', enrolled);
  if (enrolled.count < runtimes) throw new Error('not every Runtime could be enrolled');

  const ended = new AbortController();
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => process.exit(1));
  say(`First syncs  ${spreadText(await fleet.start())}`);
  if (options.storm) await storm(fleet, administrator, runtimes);
  else {
    const samples: MemorySample[] = [];
    const watching = watchMemory(administrator, samples, ended.signal);
    report('Syncs', await fleet.measure(durationMs));
    ended.abort();
    await watching;
    reportMemory(samples);
  }
  say(`State        ${fleet.synchronised()} of ${runtimes} Synchronized`);
  await fleet.stop();
}

main().catch((error: unknown) => {
  const reason = error instanceof Error ? error.message : String(error);
  process.stderr.write(`The fleet stops: ${reason}\n`);
  process.exit(1);
});
