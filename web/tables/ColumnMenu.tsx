import { ActionMenu } from '../ui/ActionMenu.tsx';
import { Button } from '../ui/Button.tsx';
import styles from './Tables.module.css';

interface ColumnMenuProps {
  columns: readonly { id: string; header: string }[];
  shown: readonly string[];
  onToggle: (id: string) => void;
}

/** Which columns are shown; the first one always is. */
export function ColumnMenu({ columns, shown, onToggle }: ColumnMenuProps) {
  return (
    <ActionMenu
      stays
      trigger={
        <Button icon="i-columns" className={styles.wideOnly}>
          Columns
        </Button>
      }
      actions={columns.slice(1).map(({ id, header }) => ({
        key: id,
        label: header,
        ...(shown.includes(id) ? { icon: 'i-check' as const } : {}),
        run: () => onToggle(id),
      }))}
    />
  );
}
