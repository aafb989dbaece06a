import { Button } from '../../ui/Button.tsx';
import styles from './Matrix.module.css';

/** Rows are not moved under the pointer: whoever wants the new order asks for it. */
export function OrderNotice({ onApply }: { onApply: () => void }) {
  return (
    <div className={styles.order} role="status">
      <span>Order changed, rows stay where they are while you are in the matrix</span>
      <Button size="small" onClick={onApply}>
        Apply
      </Button>
    </div>
  );
}
