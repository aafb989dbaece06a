import { Tooltip as MantineTooltip } from '@mantine/core';
import type { ReactElement } from 'react';
import styles from './Tooltip.module.css';

interface TooltipProps {
  label: string;
  position?: 'top' | 'right';
  children: ReactElement;
}

/** A short text on hover and on focus; never the only place of information. */
export function Tooltip({ label, position = 'top', children }: TooltipProps) {
  return (
    <MantineTooltip
      label={label}
      // Into a landmark of index.html, so that nothing stands outside of one.
      portalProps={{ target: '#overlays' }}
      position={position}
      openDelay={400}
      // It stays while it is pointed at (WCAG 1.4.13).
      interactive
      events={{ hover: true, focus: true, touch: false }}
      classNames={{ tooltip: styles.tooltip }}
    >
      {children}
    </MantineTooltip>
  );
}
