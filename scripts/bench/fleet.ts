import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createAdministrator } from '../../agent/fleet/administrator.ts';
import { growthOf, type MemorySample } from '../../agent/fleet/figures.ts';
import { createFleet } from '../../agent/fleet/fleet.ts';
import { registerFleet } from '../../agent/fleet/landscape.ts';
import { adminToken, startCompass } from '../../e2e/fixtures/server.ts';
import { bench as enrolments } from './enrolment.ts';
import type { Figure } from './measure.ts';

const size = { runtimes: 1000, applications: 200 };
const periodMs = 15_000;
/** As often as Prometheus asks. */
const memoryPeriodMs = 15_000;
const atOnce = 8;
const mebibyte = 1024 * 1024;

/** 1,000 real agents against one server: what their passes take, what the server holds meanwhile, and how they come back. */
async function crowd(isLong: boolean): Promise<Figure[]> {
  const compass = await startCompass();
  try {
    const administrator = createAdministrator({ url: compass.consoleUrl, token: adminToken, tenant: 'default' });
    const runtimeIds = await registerFleet(administrator, size);
    const fleet = createFleet({
      administrator,
      runtimeIds,
      tenant: 'default',
      connectorUrl: `${compass.gatewayUrl}/connector/graphql`,
      trust: { ca: readFileSync(join(compass.dataDir, 'server-ca.crt'), 'utf8'), fingerprint: null },
      keyAlgorithm: 'ecdsa-p256',
      periodMs,
    });
    const enrolled = await fleet.enrol(atOnce);
    const firsts = await fleet.start();
    const memory: MemorySample[] = [];
    const look = setInterval(async () => {
      const bytes = await administrator.residentBytes();
      if (bytes !== null) memory.push({ at: Date.now(), bytes });
    }, memoryPeriodMs);
    const measuredMs = isLong ? 600_000 : 90_000;
    const polled = await fleet.measure(measuredMs);
    clearInterval(look);
    await compass.kill('SIGTERM');
    await compass.restart();
    const stormMs = await fleet.storm();
    await fleet.stop();
    const of = `1,000 agents, ${measuredMs / 1000} s`;
    return [
      { name: 'enrolled by agents that make their keys on the same machine', value: enrolled.perSecond, unit: '/s' },
      { name: 'first synchronisations, spread over one period: p99', value: firsts.p99, unit: 'ms' },
      { name: `${of}: p99 of a synchronisation`, value: polled.p99, unit: 'ms', limit: 100 },
      { name: `${of}: p50 of a synchronisation`, value: polled.p50, unit: 'ms' },
      { name: `${of}: synchronisations`, value: polled.perSecond, unit: '/s' },
      { name: `${of}: errors`, value: polled.errors.reduce((sum, [, count]) => sum + count, 0), unit: '', limit: 0 },
      { name: `${of}: growth of the server's memory`, value: growthOf(memory) ?? Number.NaN, unit: '%', limit: 10 },
      {
        name: `${of}: memory of the server, at most`,
        value: Math.max(...memory.map(({ bytes }) => bytes)) / mebibyte,
        unit: 'MiB',
      },
      {
        name: 'restart, all at once: until 1,000 agents are Synchronized',
        value: stormMs,
        unit: 'ms',
        limit: 2 * periodMs,
      },
    ];
  } finally {
    await compass.stop();
  }
}

export async function bench({ isLong }: { isLong: boolean }): Promise<Figure[]> {
  return [...(await enrolments()), ...(await crowd(isLong))];
}
