import { expect, test } from 'vitest';
import { indexFacts } from '../../landscape/facts.ts';
import { frozenOverlay } from './freeze.ts';
import { layOut } from './layout.ts';
import { buildModel } from './model.ts';
import { composeScene } from './scene.ts';
import { application, connection, landscape, now, runtime } from './testLandscape.ts';

const seen = landscape({
  applications: [application('orders', 'campaign'), application('cloud', 'campaign')],
  runtimes: [runtime('eu', 'CONNECTED', 'campaign'), runtime('lab', 'CERTIFICATE_EXPIRED', 'campaign')],
  connections: [connection('orders', 'eu'), connection('cloud', 'lab')],
});

function linesWith(runtimeIDs: readonly string[]) {
  const model = buildModel(seen, now);
  const overlay = frozenOverlay(seen, runtimeIDs, now);
  const layout = layOut({ ...model, connections: model.lines });
  const given = { model, index: indexFacts(seen), layout, selection: [], matching: null, overlay };
  return new Map(composeScene({ ...given, mode: 'unhealthy' }).lines.map((line) => [line.id, line]));
}

test('what freezes keeps its line and says when, and everything else is dimmed', () => {
  const lines = linesWith(['eu']);
  expect(lines.get('orders>eu')).toMatchObject({
    ...{ family: 'attention', label: 'Freezes in 50 d', mark: null, isDimmed: false },
  });
  expect(lines.get('cloud>lab')).toMatchObject({ isDimmed: true });
});

test('a certificate that is lost has frozen its connections already', () => {
  expect(linesWith(['lab']).get('cloud>lab')).toMatchObject({ label: 'Frozen' });
});

test('without connections that freeze there is nothing to show', () => {
  expect(frozenOverlay(seen, [], now)).toBeNull();
  expect(frozenOverlay(seen, ['gone'], now)).toBeNull();
});
