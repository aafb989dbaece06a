import { useEffect, useRef, useState } from 'react';
import { ActionMenu } from '../ui/ActionMenu.tsx';
import { classes } from '../ui/classes.ts';
import { stackItem, useCardActions } from './cardActions.ts';
import styles from './MapCard.module.css';
import type { MapCard } from './model.ts';

interface StackProps {
  card: MapCard;
  /** `+412 (3 failed)`. */
  more: string;
  isActive: boolean;
}

/** Members of a scenario that are not drawn, and what can be done about them. */
export function Stack({ card, more, isActive }: StackProps) {
  const actions = useCardActions();
  const button = useRef<HTMLButtonElement>(null);
  // A menu for each of a hundred stacks would be paid by every press on the map.
  const [menu, setMenu] = useState<'never' | 'open' | 'closed'>('never');
  useEffect(() => {
    if (menu === 'closed' && document.activeElement === document.body) button.current?.focus({ preventScroll: true });
  }, [menu]);
  const item = stackItem(card.id);
  const trigger = (
    <button
      ref={button}
      type="button"
      className={classes(styles.stack, 'nopan')}
      data-map-item={item}
      tabIndex={isActive ? 0 : -1}
      aria-label={`${more} in ${card.name} not drawn: what to do about them`}
      aria-haspopup="menu"
      onFocus={() => actions.focused(item)}
      onClick={() => setMenu('open')}
    >
      {more}
    </button>
  );
  if (menu !== 'open') return trigger;
  return (
    <ActionMenu
      defaultOpened
      trigger={trigger}
      actions={actions.stackOf(card)}
      onOpenChange={(open) => {
        if (!open) setMenu('closed');
      }}
    />
  );
}
