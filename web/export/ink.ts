import type { Ink } from './mapSvg.ts';

const tokens = {
  canvas: '--c-canvas',
  surface: '--c-surface',
  ink: '--c-ink-1',
  muted: '--c-ink-2',
  border: '--c-line-2',
  membership: '--c-membership',
  connected: '--c-connected',
  pending: '--c-pending',
  attention: '--c-attention',
  failed: '--c-failed',
  idle: '--c-idle',
} as const;

/** The colours of the theme on the page: a picture cannot ask for them later. All at once, since asking costs a layout. */
export function inkOfPage(): Ink {
  const names = Object.keys(tokens) as (keyof typeof tokens)[];
  const probes = names.map((name) => {
    const probe = document.createElement('span');
    probe.style.color = `var(${tokens[name]})`;
    return probe;
  });
  const box = document.createElement('div');
  box.hidden = true;
  box.append(...probes);
  document.body.append(box);
  const { connected, pending, attention, failed, idle, ...rest } = Object.fromEntries(
    names.map((name, at) => [name, getComputedStyle(probes[at]!).color]),
  ) as Record<keyof typeof tokens, string>;
  box.remove();
  return { ...rest, states: { connected, pending, attention, failed, idle, unknown: idle } };
}
