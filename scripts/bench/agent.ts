import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type RunningCompass, startCompass } from '../../e2e/fixtures/server.ts';
import { agent2020, agent2024 } from '../../server/testing/agentDocuments.ts';
import { registerAgentData } from './agentData.ts';
import { type Load, openLoad, processorMs } from './load.ts';
import { type MachineCredentials, pairRuntime } from './machine.ts';
import { type Figure, percentile } from './measure.ts';

/** A Runtime with a certificate and all it is to fetch. */
async function registerAgent(compass: RunningCompass) {
  const runtimeId = await registerAgentData(compass.graphql);
  return { runtimeId, credentials: await pairRuntime(compass, runtimeId) };
}

/** Serves these bytes with a bare Express handler in a process of its own. */
async function serveBare(compass: RunningCompass, credentials: MachineCredentials, answer: Buffer) {
  const answerFile = join(compass.dataDir, 'bench-answer.json');
  const caFile = join(compass.dataDir, 'bench-client-ca.crt');
  writeFileSync(answerFile, answer);
  writeFileSync(caFile, credentials.clientCA);
  const program = join(import.meta.dirname, 'bareServer.ts');
  const child = spawn('node', [program, compass.dataDir, answerFile, caFile], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [port] = (await once(child.stdout, 'data')) as [Buffer];
  return {
    url: `https://localhost:${Number(port)}/director/graphql`,
    pid: child.pid ?? 0,
    async stop() {
      child.kill();
      await once(child, 'exit');
    },
  };
}

const connections = 4;
const rounds = 9;
const roundMs = 500;

/** Both in turn, in short rounds: what else the machine does meets both alike. */
async function compare(compass: { load: Load; pid: number }, bare: { load: Load; pid: number }) {
  const speed = async ({ load, pid }: { load: Load; pid: number }) => {
    const before = processorMs(pid);
    const perSecond = await load.run(roundMs);
    return { perSecond, busyMs: (processorMs(pid) - before) / ((perSecond * roundMs) / 1000) };
  };
  for (const each of [compass, bare]) await each.load.run(2 * roundMs);
  const samples: Record<'ours' | 'theirs', Awaited<ReturnType<typeof speed>>>[] = [];
  for (let round = 0; round < rounds; round += 1)
    samples.push({ ours: await speed(compass), theirs: await speed(bare) });
  const median = (of: (sample: (typeof samples)[number]) => number) => percentile(samples.map(of), 0.5);
  return {
    ratio: median(({ ours, theirs }) => theirs.perSecond / ours.perSecond),
    ours: median(({ ours }) => ours.perSecond),
    theirs: median(({ theirs }) => theirs.perSecond),
    oursBusyMs: median(({ ours }) => ours.busyMs),
    theirsBusyMs: median(({ theirs }) => theirs.busyMs),
  };
}

/** Requests per second of what an agent fetches, beside a bare Express handler with the same bytes, certificates and connections. */
export async function bench(): Promise<Figure[]> {
  const compass = await startCompass();
  const figures: Figure[] = [];
  try {
    const { runtimeId, credentials } = await registerAgent(compass);
    for (const [year, document] of [
      ['2020', agent2020],
      ['2024', agent2024],
    ] as const) {
      const url = `${compass.mtlsUrl}/director/graphql`;
      const body = JSON.stringify({ query: document(runtimeId), variables: null });
      const load = openLoad({ url, credentials, body }, connections);
      const answer = await load.once();
      const bare = await serveBare(compass, credentials, await load.once());
      const bareLoad = openLoad({ url: bare.url, credentials, body }, connections);
      try {
        const found = await compare({ load, pid: compass.processId() }, { load: bareLoad, pid: bare.pid });
        const size = `${Math.round(answer.byteLength / 1000)} kB`;
        figures.push(
          { name: `agent ${year}, ${size}: bare Express per second / ours`, value: found.ratio, unit: 'x', limit: 2 },
          { name: `agent ${year}: ours`, value: found.ours, unit: '/s' },
          { name: `agent ${year}: bare Express`, value: found.theirs, unit: '/s' },
          { name: `agent ${year}: processor time of a request, ours`, value: found.oursBusyMs, unit: 'ms' },
          { name: `agent ${year}: processor time of a request, bare`, value: found.theirsBusyMs, unit: 'ms' },
        );
      } finally {
        load.close();
        bareLoad.close();
        await bare.stop();
      }
    }
  } finally {
    await compass.stop();
  }
  return figures;
}
