import { Popover } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { Button } from '../ui/Button.tsx';
import { classes } from '../ui/classes.ts';
import { Icon } from '../ui/Icon.tsx';
import { StateGlyph } from '../ui/StateGlyph.tsx';
import line from './LineLayer.module.css';
import { LineEnd } from './LineLayer.tsx';
import type { Direction } from './navigate.ts';
import { PanPad } from './PanPad.tsx';
import styles from './StatusBar.module.css';
import type { Family } from './words.ts';

function Sample({ family, dim = false }: { family: Family | 'appears'; dim?: boolean }) {
  const end = { failed: 16, pending: 38.5, idle: 32, appears: 32 }[family as string] ?? 33;
  return (
    <svg className={line.sample} viewBox="0 0 40 16" aria-hidden="true">
      <g className={classes(line[family], dim && line.dim)}>
        {family === 'appears' ? (
          <>
            <path className={line.outer} d={`M0 8H${end}`} />
            <path className={line.inner} d={`M0 8H${end}`} />
          </>
        ) : (
          <path className={line.wire} d={`M0 8H${end}`} />
        )}
        <LineEnd family={family} x={40} y={8} />
      </g>
    </svg>
  );
}

const states: readonly { family: Family; word: string }[] = [
  { family: 'connected', word: 'Connected' },
  { family: 'pending', word: 'Pending' },
  { family: 'attention', word: 'Attention' },
  { family: 'failed', word: 'Failed or refused' },
  { family: 'idle', word: 'Allowed, idle' },
];

export type LegendKind = 'states' | 'draft' | 'comparison';

function Legend({ kind, families }: Pick<StatusBarProps, 'families'> & { kind: LegendKind }) {
  const membership = (
    <svg className={line.sample} viewBox="0 0 40 16" aria-hidden="true">
      <path className={classes(line.membership, kind === 'draft' && line.leaves)} d="M0 8H40" />
    </svg>
  );
  if (kind === 'comparison') {
    return (
      <ul className={styles.legend} aria-label="Legend">
        <li>
          <Sample family="appears" />
          <Icon name="g-appears" />
          Only in B
        </li>
        <li>
          <Icon name="g-disappears" />
          Only in A
        </li>
        <li>
          <Sample family="connected" />
          <StateGlyph family="connected" word="Connected" />
        </li>
        <li>
          <Sample family="attention" />
          <StateGlyph family="attention" word="Attention" />
        </li>
        <li>
          {membership}
          Member of
        </li>
      </ul>
    );
  }
  if (kind === 'draft') {
    return (
      <ul className={styles.legend} aria-label="Legend">
        <li>
          <Sample family="appears" />
          <Icon name="g-appears" />
          Appears
        </li>
        <li>
          <Sample family="connected" />
          <Icon name="g-disappears" />
          Will break
        </li>
        <li>
          {membership}
          <Icon name="g-disappears" />
          Membership ends
        </li>
        <li>
          <Sample family="connected" dim />
          Unaffected
        </li>
      </ul>
    );
  }
  return (
    <ul className={styles.legend} aria-label="Legend">
      {(families ? states.filter(({ family }) => families.has(family)) : states).map(({ family, word }) => (
        <li key={family}>
          <Sample family={family} />
          <StateGlyph family={family} word={word} />
        </li>
      ))}
      <li>
        {membership}
        Member of
      </li>
    </ul>
  );
}

function LegendMenu({ children }: { children: ReactNode }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <Popover
      opened={isOpen}
      onChange={setOpen}
      position="top"
      offset={8}
      transitionProps={{ duration: 0 }}
      portalProps={{ target: '#overlays' }}
      classNames={{ dropdown: styles.popover }}
    >
      <Popover.Target>
        <Button
          tone="quiet"
          size="small"
          onClick={() => setOpen(!isOpen)}
          // The focus stays here, outside of what Mantine listens to.
          onKeyDown={({ key }) => key === 'Escape' && setOpen(false)}
        >
          Legend
        </Button>
      </Popover.Target>
      <Popover.Dropdown>{children}</Popover.Dropdown>
    </Popover>
  );
}

interface Zoom {
  percent: number;
  out: () => void;
  in: () => void;
  fit: () => void;
  pan: (direction: Direction) => void;
  minimap: { isShown: boolean; toggle: () => void };
}

export interface StatusBarProps {
  /** What is shown, of how much. */
  children: ReactNode;
  /** Of lines, by its name; else what stands for what. */
  legend: LegendKind | readonly { glyph: ReactNode; word: string }[];
  /** Those the legend explains, where it is not all of them. */
  families?: ReadonlySet<Family | 'appears'>;
  hint: ReactNode;
  /** Null while the table is shown. */
  zoom: Zoom | null;
}

export function StatusBar({ children, legend, families, hint, zoom }: StatusBarProps) {
  const explained =
    typeof legend !== 'string' ? (
      <ul className={styles.legend} aria-label="Legend">
        {legend.map(({ glyph, word }) => (
          <li key={word}>
            {glyph}
            {word}
          </li>
        ))}
      </ul>
    ) : (
      zoom && <Legend kind={legend} {...(families ? { families } : {})} />
    );
  return (
    <div className={classes(styles.frame, families && families.size > 3 && styles.crowded)}>
      <div className={styles.bar}>
        <span className={styles.showing}>{children}</span>
        {explained && (
          <>
            <div className={styles.inline}>{explained}</div>
            <div className={styles.legendMenu}>
              <LegendMenu>{explained}</LegendMenu>
            </div>
          </>
        )}
        {hint && <span className={styles.hint}>{hint}</span>}
        {zoom && (
          <fieldset className={styles.zoom} aria-label="Zoom">
            <Button tone="quiet" size="small" iconOnly icon="i-minus" aria-label="Zoom out" onClick={zoom.out} />
            <span className={styles.percent}>{zoom.percent} %</span>
            <Button tone="quiet" size="small" iconOnly icon="i-plus" aria-label="Zoom in" onClick={zoom.in} />
            <Button tone="quiet" size="small" iconOnly icon="i-fit" aria-label="Fit to screen" onClick={zoom.fit} />
            <PanPad pan={zoom.pan} />
            <Button
              tone="quiet"
              size="small"
              iconOnly
              icon="i-minimap"
              aria-label="Minimap"
              aria-pressed={zoom.minimap.isShown}
              onClick={zoom.minimap.toggle}
            />
          </fieldset>
        )}
      </div>
    </div>
  );
}
