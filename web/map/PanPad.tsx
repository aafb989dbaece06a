import { Popover } from '@mantine/core';
import { Button } from '../ui/Button.tsx';
import type { Direction } from './navigate.ts';
import styles from './PanPad.module.css';

const directions: readonly { direction: Direction; word: string }[] = [
  { direction: 'ArrowUp', word: 'up' },
  { direction: 'ArrowLeft', word: 'left' },
  { direction: 'ArrowRight', word: 'right' },
  { direction: 'ArrowDown', word: 'down' },
];

/** Moves what is seen by presses alone, for whoever cannot drag (WCAG 2.5.7). */
export function PanPad({ pan }: { pan: (direction: Direction) => void }) {
  return (
    <Popover
      position="top"
      offset={8}
      transitionProps={{ duration: 0 }}
      portalProps={{ target: '#overlays' }}
      classNames={{ dropdown: styles.pad }}
    >
      <Popover.Target>
        {/* Its name is a title, because the pad stands where a tooltip would. */}
        <Button
          tone="quiet"
          size="small"
          icon="i-pan"
          className={styles.open ?? ''}
          aria-label="Look around"
          title="Look around"
        />
      </Popover.Target>
      <Popover.Dropdown aria-label="Look around">
        {directions.map(({ direction, word }) => (
          <Button
            key={direction}
            tone="quiet"
            iconOnly
            icon="i-arrow"
            className={styles[word] ?? ''}
            aria-label={`Look further ${word}`}
            onClick={() => pan(direction)}
          />
        ))}
      </Popover.Dropdown>
    </Popover>
  );
}
