import { AccountMenu } from './AccountMenu.tsx';
import { Breadcrumb } from './Breadcrumb.tsx';
import { FindField } from './FindField.tsx';
import { LiveIndicator } from './LiveIndicator.tsx';
import { TenantSwitcher } from './TenantSwitcher.tsx';
import styles from './TopBar.module.css';

export function TopBar() {
  return (
    <header className={styles.bar}>
      <TenantSwitcher />
      <Breadcrumb />
      <FindField />
      <LiveIndicator />
      <AccountMenu />
    </header>
  );
}
