import { useState } from 'react';
import { useHold } from '../live/landscape.ts';
import { pathsFor } from '../paths.ts';
import { useSession } from '../session/session.ts';
import { ActionMenu } from '../ui/ActionMenu.tsx';
import { Icon } from '../ui/Icon.tsx';
import styles from './TopBar.module.css';

const titleOf = (tenant: { id: string; name: string | null }) => tenant.name ?? tenant.id;

/** Where one is; a menu if there is more than one place to be. */
export function TenantSwitcher() {
  const { tenant, tenants } = useSession();
  const [open, setOpen] = useState(false);
  useHold(open);
  const title = titleOf(tenant);
  const mark = (
    <span className={styles.mark} aria-hidden="true">
      {title.slice(0, 1).toUpperCase()}
    </span>
  );
  if (tenants.length < 2) {
    return (
      <span className={styles.tenant}>
        {mark}
        <span>{title}</span>
      </span>
    );
  }
  return (
    <ActionMenu
      position="bottom-start"
      onOpenChange={setOpen}
      trigger={
        <button type="button" className={styles.tenant} aria-label={`Tenant ${title}, switch`}>
          {mark}
          <span>{title}</span>
          <Icon name="i-chevron" />
        </button>
      }
      actions={tenants.map((other) => ({
        key: other.internalID,
        label: titleOf(other),
        detail: other.id === tenant.id ? 'You are here' : undefined,
        // The whole page is loaded anew: nothing of one tenant is left over in the other.
        run: () => window.location.assign(pathsFor(other.id).overview),
      }))}
    />
  );
}
