/** `npm run bench [-- name ...] [--long]`: prints every figure beside its limit; fails if one is above. */

import type { Figure } from './bench/measure.ts';
import { run } from './command.ts';

type Bench = (options: { isLong: boolean }) => Promise<Figure[]> | AsyncIterable<Figure>;

const benches: Record<string, () => Promise<{ bench: Bench }>> = {
  start: () => import('./bench/start.ts'),
  engine: () => import('./bench/engine.ts'),
  console: () => import('./bench/console.ts'),
  agent: () => import('./bench/agent.ts'),
  growth: () => import('./bench/growth.ts'),
  register: () => import('./bench/register.ts'),
  import: () => import('./bench/import.ts'),
  fleet: () => import('./bench/fleet.ts'),
};

const isLong = process.argv.includes('--long');
const named = process.argv.slice(2).filter((argument) => argument !== '--long');
const wanted = named.length > 0 ? named : Object.keys(benches);
if ((await run('node', ['scripts/build.ts'])) !== 0) process.exit(1);

let missed = 0;
for (const name of wanted) {
  const load = benches[name];
  if (!load) throw new Error(`No bench "${name}"; there are ${Object.keys(benches).join(', ')}`);
  const { bench } = await load();
  for await (const figure of await bench({ isLong })) {
    const over = figure.limit !== undefined && figure.value > figure.limit;
    if (over) missed += 1;
    const limit = figure.limit === undefined ? '' : `limit ${figure.limit} ${figure.unit}${over ? '  MISSED' : ''}`;
    console.log(`${figure.name.padEnd(64)} ${figure.value.toFixed(2).padStart(9)} ${figure.unit.padEnd(4)} ${limit}`);
  }
}
process.exit(missed > 0 ? 1 : 0);
