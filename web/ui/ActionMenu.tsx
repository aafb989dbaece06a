import { Menu } from '@mantine/core';
import type { ReactElement, ReactNode } from 'react';
import styles from './ActionMenu.module.css';
import type { IconName } from './glyphs/names.ts';
import { Icon } from './Icon.tsx';

export interface MenuAction {
  label: ReactNode;
  /** Distinguishes entries; the label if it is text. */
  key?: string;
  icon?: IconName;
  /** Second line: what will happen, or why it cannot be chosen. */
  detail?: ReactNode;
  shortcut?: string;
  disabled?: boolean;
  run: () => void;
}

interface ActionMenuProps {
  /** The control that opens the menu; must accept a ref and `aria-*`. */
  trigger: ReactElement;
  actions: readonly (MenuAction | 'divider')[];
  /** Above the actions. */
  head?: ReactNode;
  onOpenChange?: (open: boolean) => void;
  /** Open from the start. */
  defaultOpened?: boolean;
  /** Stays open for further choices. */
  stays?: boolean;
  position?: 'bottom-start' | 'bottom-end';
}

export function ActionMenu(props: ActionMenuProps) {
  const { trigger, actions, head, onOpenChange, defaultOpened = false, stays = false, position = 'bottom-end' } = props;
  const hasIcons = actions.some((action) => action !== 'divider' && action.icon);
  return (
    <Menu
      position={position}
      defaultOpened={defaultOpened}
      closeOnItemClick={!stays}
      offset={4}
      // The placeholder is no menu item, which a menu may not contain.
      withInitialFocusPlaceholder={false}
      // Into a landmark of index.html, so that nothing stands outside of one.
      portalProps={{ target: '#overlays' }}
      {...(onOpenChange ? { onChange: onOpenChange } : {})}
      transitionProps={{ duration: 0 }}
      classNames={{ dropdown: styles.dropdown, item: styles.item, divider: styles.divider, itemLabel: styles.label }}
    >
      <Menu.Target>{trigger}</Menu.Target>
      <Menu.Dropdown>
        {head}
        {actions.map((action, index) =>
          action === 'divider' ? (
            <Menu.Divider key={`divider-before-${keyOf(actions[index + 1])}`} />
          ) : (
            <Menu.Item
              key={keyOf(action)}
              disabled={action.disabled ?? false}
              leftSection={action.icon ? <Icon name={action.icon} /> : hasIcons && <span className={styles.noIcon} />}
              rightSection={action.shortcut && <kbd className={styles.shortcut}>{action.shortcut}</kbd>}
              onClick={action.run}
            >
              {action.label}
              {action.detail && <span className="meta">{action.detail}</span>}
            </Menu.Item>
          ),
        )}
      </Menu.Dropdown>
    </Menu>
  );
}

function keyOf(action: MenuAction | 'divider' | undefined): string {
  if (!action || action === 'divider') return 'end';
  return action.key ?? String(action.label);
}
