import { Agent, request } from 'node:http';
import { adminToken, startCompass } from '../../e2e/fixtures/server.ts';
import { type Figure, percentile } from './measure.ts';

const total = 10_000;
const thousand = 1000;
/** Left out at the beginning: the server's code is still being compiled. */
const warmUp = 500;

const register = 'mutation ($in: ApplicationRegisterInput!) { registerApplication(in: $in) { id } }';

/** Registers Applications one after the other over one kept-alive connection; milliseconds for each. */
async function registerMany(consoleUrl: string, count: number): Promise<number[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${adminToken}` };
  const post = (body: string) =>
    new Promise<string>((resolve, reject) => {
      const outgoing = request(`${consoleUrl}/graphql`, { method: 'POST', agent, headers }, (incoming) => {
        let text = '';
        incoming.setEncoding('utf8').on('data', (chunk: string) => {
          text += chunk;
        });
        incoming.on('end', () => resolve(text)).on('error', reject);
      });
      outgoing.on('error', reject).end(body);
    });
  const samples: number[] = [];
  for (let index = 0; index < count; index += 1) {
    const labels = { region: `region-${index % 20}`, tier: index % 3, owners: [`team-${index % 50}`] };
    const startedAt = performance.now();
    const answer = await post(JSON.stringify({ query: register, variables: { in: { name: `a-${index}`, labels } } }));
    samples.push(performance.now() - startedAt);
    if (answer.includes('"errors"')) throw new Error(answer);
  }
  agent.destroy();
  return samples;
}

/** Registering Applications with three labels each, in the default scenario, through the API: the last thousand beside the first. */
export async function bench(): Promise<Figure[]> {
  const compass = await startCompass();
  try {
    const samples = (await registerMany(compass.consoleUrl, warmUp + total)).slice(warmUp);
    // Medians: what else the machine does makes single requests slow, not half of a thousand.
    const first = percentile(samples.slice(0, thousand), 0.5);
    const last = percentile(samples.slice(-thousand), 0.5);
    return [
      { name: 'registering 10,000 Applications: last / first thousand', value: last / first, unit: 'x', limit: 1.3 },
      { name: `registering one of the first thousand (after ${warmUp})`, value: first, unit: 'ms' },
      { name: 'registering one of the last thousand', value: last, unit: 'ms' },
    ];
  } finally {
    await compass.stop();
  }
}
