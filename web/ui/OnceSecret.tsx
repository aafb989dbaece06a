import { CopyButton } from './CopyButton.tsx';
import styles from './OnceSecret.module.css';

/** A secret at the only moment it can be read. */
export function OnceSecret({ value, what }: { value: string; what: string }) {
  return (
    <div>
      <div className={styles.secret}>
        <code>{value}</code>
        <CopyButton size="small" value={value} label={`Copy ${what}`} />
      </div>
      <p className="meta">Shown once. After you close this it cannot be read again, only replaced.</p>
    </div>
  );
}
