import type { OfferedPackageFragment } from '../../../graphql.generated.ts';
import { ActionMenu } from '../../../ui/ActionMenu.tsx';
import { Button } from '../../../ui/Button.tsx';
import { Icon } from '../../../ui/Icon.tsx';
import { Link } from '../../../ui/Link.tsx';
import { Moment } from '../../../ui/Moment.tsx';
import { StateGlyph } from '../../../ui/StateGlyph.tsx';
import type { OpenedDialog } from './OfferDialogs.tsx';
import styles from './Offers.module.css';
import { credentialsInWords, fetchFinding, kindWords, type Offer } from './offerWords.ts';

interface PackageLineProps {
  offered: OfferedPackageFragment;
  mayWrite: boolean;
  onDialog: (dialog: OpenedDialog) => void;
}

/** The head of a package within the table. */
export function PackageLine({ offered, mayWrite, onDialog }: PackageLineProps) {
  const { id, name, description } = offered;
  const target = { id, name };
  return (
    <tr className={styles.package}>
      <th scope="rowgroup" colSpan={5}>
        <span className={styles.named}>
          <Icon name="i-package" />
          <strong>{name}</strong>
          <span className="meta">{credentialsInWords(offered)}</span>
          {description && <span className="meta">{description}</span>}
        </span>
      </th>
      <td>
        {mayWrite && (
          <ActionMenu
            trigger={<Button iconOnly size="small" icon="i-more" aria-label={`Actions of package ${name}`} />}
            actions={[
              { label: 'Add an API…', run: () => onDialog({ name: 'addDefinition', kind: 'API', package: target }) },
              {
                label: 'Add an event…',
                run: () => onDialog({ name: 'addDefinition', kind: 'EVENT', package: target }),
              },
              { label: 'Add a document…', run: () => onDialog({ name: 'addDocument', package: target }) },
              'divider',
              { label: 'Edit package…', run: () => onDialog({ name: 'editPackage', package: target }) },
              { label: 'Delete package…', run: () => onDialog({ name: 'deletePackage', package: offered }) },
            ]}
          />
        )}
      </td>
    </tr>
  );
}

const icons = { API: 'i-api', EVENT: 'i-event', DOCUMENT: 'i-table' } as const;

interface OfferLineProps {
  offer: Offer;
  href: string;
  mayWrite: boolean;
  now: number;
  onDialog: (dialog: OpenedDialog) => void;
}

/** One API, event or document. */
export function OfferLine({ offer, href, mayWrite, now, onDialog }: OfferLineProps) {
  const { kind, name, fetch } = offer;
  const finding = fetch && fetchFinding(fetch);
  return (
    <tr>
      <th scope="row">
        <span className={`${styles.named} ${styles.offer}`}>
          <Icon name={icons[kind]} />
          <Link href={href}>{name}</Link>
        </span>
      </th>
      <td>{kindWords[kind]}</td>
      <td>
        <span className={styles.format}>
          {offer.format}
          {fetch && finding && finding.family !== 'connected' && (
            <StateGlyph {...finding}>
              <Moment className="meta" at={fetch.status.timestamp} now={now} />
            </StateGlyph>
          )}
        </span>
      </td>
      <td className="num">{offer.version ?? '–'}</td>
      <td className={styles.place}>{offer.place ? <code>{offer.place.replace(/^https?:\/\//, '')}</code> : '–'}</td>
      <td>
        {mayWrite && (
          <ActionMenu
            trigger={<Button iconOnly size="small" icon="i-more" aria-label={`Actions of ${name}`} />}
            actions={[
              ...(kind === 'DOCUMENT'
                ? []
                : [{ label: 'Edit…', run: () => onDialog({ name: 'editDefinition', kind, offer }) }]),
              ...(fetch && kind !== 'DOCUMENT'
                ? [{ label: 'Fetch again', run: () => onDialog({ name: 'refetch', kind, offer }) }]
                : []),
              ...(kind === 'DOCUMENT' ? [] : (['divider'] as const)),
              { label: 'Delete…', run: () => onDialog({ name: 'deleteOffer', offer }) },
            ]}
          />
        )}
      </td>
    </tr>
  );
}
