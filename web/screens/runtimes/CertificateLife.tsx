import { formatSpan } from '../../format/moments.ts';
import type { RowCertificate } from '../../members/rows.ts';
import { CertificateRing } from '../../ui/CertificateRing.tsx';
import styles from './CertificateLife.module.css';

/** The big ring with the time left in words. */
export function CertificateLife({ certificate, now }: { certificate: RowCertificate; now: number }) {
  const { left, family, notBefore, notAfter, words } = certificate;
  const whole = formatSpan(notAfter - notBefore);
  return (
    <div className={styles.life}>
      <CertificateRing
        left={left}
        family={family}
        size="big"
        label={left === 0 ? `Certificate: ${words}` : `${Math.round(left * 100)} % of the certificate's life is left`}
      />
      <div>
        <strong>
          {left === 0 ? (words === 'revoked' ? 'Revoked' : `Ended ${words}`) : formatSpan(notAfter - now)}
        </strong>
        <span className="meta">{left === 0 ? `lived ${whole}` : `left of ${whole}`}</span>
      </div>
    </div>
  );
}
