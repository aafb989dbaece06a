import type { ReactNode } from 'react';
import { Button } from '../../../ui/Button.tsx';
import styles from './Offers.module.css';

/** Above one definition or document: back to all of them, and what can be done. */
export function OfferBar({ backHref, actions }: { backHref: string; actions?: ReactNode }) {
  return (
    <div className={styles.back}>
      <Button href={backHref}>All APIs and packages</Button>
      <span>{actions}</span>
    </div>
  );
}
