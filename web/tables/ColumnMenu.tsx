import { ActionMenu } from '../ui/ActionMenu.tsx';
import { Button } from '../ui/Button.tsx';
import styles from './Tables.module.css';
import type { ShownColumns } from './useColumns.ts';

interface ColumnMenuProps {
  available: readonly { id: string; header: string }[];
  columns: ShownColumns;
}

/** Which columns are shown; the first one always is. */
export function ColumnMenu({ available, columns: { shown, toggle } }: ColumnMenuProps) {
  return (
    <ActionMenu
      stays
      trigger={
        <Button icon="i-columns" className={styles.wideOnly}>
          Columns
        </Button>
      }
      actions={available.slice(1).map(({ id, header }) => ({
        key: id,
        label: header,
        ...(shown.includes(id) ? { icon: 'i-check' as const } : {}),
        run: () => toggle(id),
      }))}
    />
  );
}
