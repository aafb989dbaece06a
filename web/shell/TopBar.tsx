import { showSurface } from '../commands/surface.ts';
import { Button } from '../ui/Button.tsx';
import { Kbd } from '../ui/Kbd.tsx';
import { AccountMenu } from './AccountMenu.tsx';
import { Breadcrumb } from './Breadcrumb.tsx';
import { FindField } from './FindField.tsx';
import { LiveIndicator } from './LiveIndicator.tsx';
import { TenantSwitcher } from './TenantSwitcher.tsx';
import styles from './TopBar.module.css';

export function TopBar() {
  return (
    <header className={styles.top}>
      <div className={styles.bar}>
        <TenantSwitcher />
        <Breadcrumb />
        <FindField />
        <Button className={styles.commands} onClick={() => showSurface('palette')}>
          <span>Commands</span> <Kbd>Ctrl K</Kbd>
        </Button>
        <LiveIndicator />
        <Button
          iconOnly
          tone="quiet"
          icon="i-help"
          className={styles.help}
          aria-label="Keyboard shortcuts"
          onClick={() => showSurface('sheet')}
        />
        <AccountMenu />
      </div>
    </header>
  );
}
