import { ActionMenu } from './ActionMenu.tsx';
import { Button } from './Button.tsx';
import styles from './FacetMenu.module.css';

interface FacetMenuProps {
  label: string;
  values: readonly { value: string; label?: string; count: number }[];
  /** How many more values there are than are given. */
  more: number;
  active: readonly string[];
  onToggle: (value: string) => void;
}

/** Values of one column with their counts, in a menu that stays open while several are chosen. */
export function FacetMenu({ label, values, more, active, onToggle }: FacetMenuProps) {
  return (
    <ActionMenu
      stays
      position="bottom-start"
      trigger={
        <Button size="small" disabled={values.length === 0} className={styles.trigger}>
          {label}
          {active.length > 0 && ` (${active.length})`}
          <span aria-hidden="true" className={styles.arrow} />
        </Button>
      }
      head={more > 0 && <p className={styles.head}>{more.toLocaleString('en')} more: type one in the filter</p>}
      actions={values.map((each) => ({
        key: each.value,
        label: each.label ?? each.value,
        shortcut: each.count.toLocaleString('en'),
        ...(active.includes(each.value) ? { icon: 'i-check' as const } : {}),
        run: () => onToggle(each.value),
      }))}
    />
  );
}
