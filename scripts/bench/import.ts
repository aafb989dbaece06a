import { startCompass } from '../../e2e/fixtures/server.ts';
import { landscapeYaml } from './importData.ts';
import { processorMs } from './load.ts';
import { type Figure, percentile } from './measure.ts';

const size = { applications: 8450, runtimes: 1500, scenarios: 50 };
const total = size.applications + size.runtimes + size.scenarios;

const plan = `mutation ($source: ImportSourceInput!) { planImport(source: $source) {
  creates changes keeps conflicts document digest items(first: 200) { kind name action details }
  impact { breaks { total } } } }`;
const apply = `mutation ($document: String!, $digest: String!, $continues: ID) {
  applyImport(document: $document, digest: $digest, continues: $continues) { creates changes left digest correlationID } }`;

type Compass = Awaited<ReturnType<typeof startCompass>>;

async function timed<T>(body: () => Promise<T>): Promise<{ took: number; result: T }> {
  const startedAt = performance.now();
  const result = await body();
  return { took: performance.now() - startedAt, result };
}

/** What others notice meanwhile: asks something, or sets a label, again and again, and keeps how long each took. */
function bystander(ask: () => Promise<unknown>) {
  const samples: number[] = [];
  let isOver = false;
  const asking = (async () => {
    while (!isOver) {
      samples.push((await timed(ask)).took);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  })();
  return async () => {
    isOver = true;
    await asking;
    return samples.splice(0);
  };
}

async function bystanders(compass: Compass) {
  const { it } = await compass.graphql('mutation { it: registerRuntime(in: { name: "bystander" }) { id } }');
  let value = 0;
  const ends = [
    bystander(() => compass.graphql(`{ runtime(id: "${it.id}") { name } }`)),
    bystander(() => {
      value += 1;
      return compass.graphql(
        `mutation { setRuntimeLabel(runtimeID: "${it.id}", key: "round", value: ${value}) { key } }`,
      );
    }),
  ];
  return () => Promise.all(ends.map((end) => end()));
}

interface Step {
  left: number;
  digest: string;
  correlationID: string;
}

async function whole(compass: Compass, document: string, digest: string): Promise<void> {
  let from = digest;
  let continues: string | null = null;
  for (let left = 1; left > 0; ) {
    const { applyImport }: { applyImport: Step } = await compass.graphql(apply, { document, digest: from, continues });
    ({ left, digest: from, correlationID: continues } = applyImport);
  }
}

/** Imports 10,000 objects from YAML into an installation that others use meanwhile, and plans the same once more. */
export async function bench(): Promise<Figure[]> {
  const source = { document: landscapeYaml(size) };
  const compass = await startCompass();
  try {
    const end = await bystanders(compass);
    const planned = await timed(() => compass.graphql(plan, { source }));
    const { creates, conflicts, document, digest } = planned.result.planImport;
    if (creates !== total || conflicts !== 0) throw new Error(`planned ${creates} and ${conflicts} conflicts`);
    const before = processorMs(compass.processId());
    const applied = await timed(() => whole(compass, document, digest));
    const computed = processorMs(compass.processId()) - before;
    const [reads = [], writes = []] = await end();
    const again = await timed(() => compass.graphql(plan, { source }));
    if (again.result.planImport.keeps !== total) throw new Error('not all of it was imported');
    return [
      { name: 'import: planning 10,000 objects from YAML', value: planned.took / 1000, unit: 's', limit: 10 },
      { name: 'import: carrying it out', value: applied.took / 1000, unit: 's', limit: 60 },
      { name: 'import: processor time of that, of all requests', value: computed / 1000, unit: 's' },
      { name: 'import: planning it again, when all is there', value: again.took / 1000, unit: 's', limit: 10 },
      {
        name: 'import: a question of somebody else meanwhile, p99',
        value: percentile(reads, 0.99),
        unit: 'ms',
        limit: 100,
      },
      { name: 'import: a question of somebody else, longest', value: Math.max(...reads), unit: 'ms' },
      { name: 'import: a label set by somebody else, p99', value: percentile(writes, 0.99), unit: 'ms', limit: 300 },
      { name: 'import: a label set by somebody else, longest', value: Math.max(...writes), unit: 'ms' },
    ];
  } finally {
    await compass.stop();
  }
}
