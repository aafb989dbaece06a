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

/** The colours of the theme on the page: a picture cannot ask for them later. */
export function inkOfPage(): Ink {
  const probe = document.createElement('span');
  document.body.append(probe);
  const colour = (name: keyof typeof tokens): string => {
    probe.style.color = `var(${tokens[name]})`;
    return getComputedStyle(probe).color;
  };
  const { connected, pending, attention, failed, idle, ...rest } = Object.fromEntries(
    (Object.keys(tokens) as (keyof typeof tokens)[]).map((name) => [name, colour(name)]),
  ) as Record<keyof typeof tokens, string>;
  probe.remove();
  return { ...rest, states: { connected, pending, attention, failed, idle, unknown: idle } };
}
