import { useChanges } from '../../changes/changesContext.ts';
import { Button } from '../../ui/Button.tsx';
import { Kbd } from '../../ui/Kbd.tsx';
import styles from './Matrix.module.css';

interface BulkBarProps {
  selected: number;
  /** In words: `application` or `runtime`. */
  kind: string;
  /** All rows the filter leaves. */
  total: number;
  onSelectAll: (most: number) => void;
  onAssign: () => void;
  onUnassign: () => void;
  onShow: () => void;
  onClear: () => void;
}

/** As many changes as one request takes. */
const most = 1000;
const number = (value: number) => value.toLocaleString('en');

/** What happens to the selected rows, and to how many. */
export function BulkBar(props: BulkBarProps) {
  const { selected, kind, total, onSelectAll, onAssign, onUnassign, onShow, onClear } = props;
  const { mayWrite, whyNot } = useChanges();
  const reachable = Math.min(most, total);
  return (
    <section className={styles.bulk} aria-label="Selection">
      <strong role="status">
        {number(selected)} {kind}
        {selected === 1 ? '' : 's'} selected
      </strong>
      {selected < reachable && (
        <Button tone="quiet" onClick={() => onSelectAll(reachable)}>
          {total > most ? `Select the first ${number(most)} of ${number(total)}` : `Select all ${number(total)}`}
        </Button>
      )}
      <span className={styles.grow}>{whyNot && <span className="meta">{whyNot}</span>}</span>
      <Button disabled={!mayWrite} onClick={onAssign}>
        Assign… <Kbd>A</Kbd>
      </Button>
      <Button disabled={!mayWrite} onClick={onUnassign}>
        Unassign… <Kbd>U</Kbd>
      </Button>
      <Button icon="i-map" onClick={onShow}>
        Show on map
      </Button>
      <Button tone="quiet" iconOnly icon="i-close" aria-label="Clear the selection" onClick={onClear} />
    </section>
  );
}
