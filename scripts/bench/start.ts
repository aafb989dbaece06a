import { startCompass } from '../../e2e/fixtures/server.ts';
import type { Figure } from './measure.ts';
import { medianMs } from './measure.ts';

/** From `node dist/server/main.js` to the first `/readyz` that answers 200. */
export async function bench(): Promise<Figure[]> {
  const first = performance.now();
  const compass = await startCompass();
  const firstMs = performance.now() - first;
  const againMs = await medianMs(5, async () => {
    await compass.kill('SIGTERM');
    await compass.restart();
  });
  await compass.stop();
  return [
    { name: 'first start in an empty folder, until ready', value: firstMs, unit: 'ms', limit: 2000 },
    { name: 'stop and start again, until ready (median of 5)', value: againMs, unit: 'ms', limit: 2000 },
  ];
}
