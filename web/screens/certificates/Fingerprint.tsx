import { CopyButton } from '../../ui/CopyButton.tsx';
import styles from './CertificateInspector.module.css';
import { colons, shortFingerprint } from './hexadecimal.ts';

/** A SHA-256 in short, whole when copied. `of`: what has it, if there are several in view. */
export function Fingerprint({ sha256, of }: { sha256: string; of?: string }) {
  return (
    <span className={styles.fingerprint}>
      <code title={colons(sha256)}>{shortFingerprint(sha256)}</code>
      <CopyButton
        iconOnly
        size="small"
        value={sha256}
        label={of === undefined ? 'Copy SHA-256' : `Copy SHA-256 of ${of}`}
        done="SHA-256 copied"
      />
    </span>
  );
}
