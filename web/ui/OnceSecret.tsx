import { CopyButton } from './CopyButton.tsx';
import styles from './OnceSecret.module.css';
import { SecretBox } from './SecretBox.tsx';

/** A secret at the only moment it can be read. */
export function OnceSecret({ value, what }: { value: string; what: string }) {
  return (
    <div className={styles.once}>
      <SecretBox text={value}>
        <CopyButton size="small" value={value} label={`Copy ${what}`} />
      </SecretBox>
      <p className="meta">Shown once. After you close this it cannot be read again, only replaced.</p>
    </div>
  );
}
