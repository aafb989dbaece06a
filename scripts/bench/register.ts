import { Agent, request } from 'node:http';
import { adminToken, startCompass } from '../../e2e/fixtures/server.ts';
import { type Figure, percentile } from './measure.ts';

const total = 10_000;
const thousand = 1000;
/** Left out at the beginning: the server's code is still being compiled. */
const warmUp = 500;

const register = 'mutation ($in: ApplicationRegisterInput!) { registerApplication(in: $in) { id } }';

/** Registers Applications one after the other over one kept-alive connection. */
function registrar(consoleUrl: string) {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${adminToken}` };
  let index = 0;
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
  return {
    /** Milliseconds it took. */
    async register(): Promise<number> {
      index += 1;
      const labels = { region: `region-${index % 20}`, tier: index % 3, owners: [`team-${index % 50}`] };
      const body = JSON.stringify({ query: register, variables: { in: { name: `a-${index}`, labels } } });
      const startedAt = performance.now();
      const answer = await post(body);
      const took = performance.now() - startedAt;
      if (answer.includes('"errors"')) throw new Error(answer);
      return took;
    },
    close: () => agent.destroy(),
  };
}

/**
 * Registering Applications with three labels each, in the default scenario, through the API. The last thousand of 10,000 in one
 * installation and the first thousand of another are registered in turn: what else the machine does meets both alike.
 */
export async function bench(): Promise<Figure[]> {
  const [full, fresh] = [await startCompass(), await startCompass()];
  const [last, first] = [registrar(full.consoleUrl), registrar(fresh.consoleUrl)];
  try {
    for (let count = 0; count < total - thousand; count += 1) await last.register();
    for (let count = 0; count < warmUp; count += 1) await first.register();
    const samples: { last: number; first: number }[] = [];
    for (let count = 0; count < thousand; count += 1) {
      samples.push({ last: await last.register(), first: await first.register() });
    }
    const median = (of: (sample: (typeof samples)[number]) => number) => percentile(samples.map(of), 0.5);
    return [
      {
        name: 'registering 10,000 Applications: last / first thousand',
        value: median((each) => each.last / each.first),
        unit: 'x',
        limit: 1.3,
      },
      { name: `one of the first thousand (after ${warmUp})`, value: median((each) => each.first), unit: 'ms' },
      { name: 'one of the last thousand', value: median((each) => each.last), unit: 'ms' },
    ];
  } finally {
    for (const each of [last, first]) each.close();
    await full.stop();
    await fresh.stop();
  }
}
