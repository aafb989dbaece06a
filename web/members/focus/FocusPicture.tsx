import { useMemo } from 'react';
import type { Index } from '../../../landscape/facts.ts';
import { formatCount } from '../../format/counts.ts';
import type { LiveLandscape } from '../../live/landscape.ts';
import { egoOf } from '../../map/focus/ego.ts';
import { buildModel, type MapCard } from '../../map/model.ts';
import { usePaths } from '../../paths.ts';
import { classes } from '../../ui/classes.ts';
import { Icon } from '../../ui/Icon.tsx';
import { Link } from '../../ui/Link.tsx';
import glyph from '../../ui/StateGlyph.module.css';
import { StateGlyph } from '../../ui/StateGlyph.tsx';
import styles from './FocusPicture.module.css';
import { type PictureColumn, pictureOf } from './picture.ts';

export interface FocusPictureProps {
  /** Of an Application, a Runtime or a scenario. */
  id: string;
  landscape: LiveLandscape;
  index: Index;
  now: number;
  /** Where all of it is drawn. */
  href: string;
}

const columnNames = { applications: 'Applications', scenarios: 'Scenarios', runtimes: 'Runtimes' } as const;
const icons = { APPLICATION: 'k-application', SCENARIO: 'k-scenario', RUNTIME: 'k-runtime' } as const;
const minute = 60_000;

/** One step of Focus as a still picture. */
export default function FocusPicture({ id, landscape, index, now, href }: FocusPictureProps) {
  const paths = usePaths();
  // Words on lines count in minutes; nothing else moves while the landscape does not.
  const at = Math.floor(now / minute) * minute;
  const picture = useMemo(() => {
    const model = buildModel(landscape, at);
    const subject = model.cards.get(id);
    return subject && pictureOf(egoOf(model, index, subject, { steps: 1, allowed: false }));
  }, [landscape, index, at, id]);
  if (!picture) return null;
  const hrefOf = ({ kind, id: own, name }: MapCard) =>
    kind === 'SCENARIO' ? paths.scenario(name) : kind === 'RUNTIME' ? paths.runtime(own) : paths.application(own);
  const { columns, memberships, wires, height } = picture;
  return (
    <div className={styles.picture} style={{ height }}>
      <Link href={href} className={styles.whole} tabIndex={-1} aria-hidden="true" />
      <svg className={styles.lines} viewBox={`0 0 1000 ${height}`} preserveAspectRatio="none" aria-hidden="true">
        {memberships.map(({ id: key, path }) => (
          <path key={key} d={path} className={styles.membership} />
        ))}
        {wires.map(({ line, path }) => (
          <path key={line.id} d={path} className={classes(glyph[line.family], styles[line.family])} />
        ))}
      </svg>
      {wires.map(({ line, middle, end }) => (
        <span key={line.id} aria-hidden="true">
          <span className={styles.badge} style={{ top: middle }} title={line.word}>
            <StateGlyph family={line.family} word={line.word} glyphOnly />
          </span>
          {line.family !== 'failed' && (
            <span className={classes(styles.arrow, glyph[line.family])} style={{ top: end }} />
          )}
        </span>
      ))}
      {(['applications', 'scenarios', 'runtimes'] as const).map((name) => (
        <Column key={name} name={name} column={columns[name]} subjectID={id} hrefOf={hrefOf} href={href} />
      ))}
    </div>
  );
}

interface ColumnProps {
  name: keyof typeof columnNames;
  column: PictureColumn;
  subjectID: string;
  hrefOf: (card: MapCard) => string;
  href: string;
}

function Column({ name, column: { cards, more }, subjectID, hrefOf, href }: ColumnProps) {
  if (cards.length === 0) return null;
  return (
    <ul className={classes(styles.column, styles[name])} aria-label={columnNames[name]}>
      {cards.map(({ card, top }) => (
        <li key={card.id} style={{ top }}>
          {card.id === subjectID ? (
            <span className={classes(styles.card, styles.subject)}>
              <Face card={card} />
            </span>
          ) : (
            <Link href={hrefOf(card)} className={styles.card} title={card.name}>
              <Face card={card} />
            </Link>
          )}
        </li>
      ))}
      {more && (
        <li style={{ top: more.top }}>
          <Link href={href} className={classes(styles.card, styles.more)}>
            +{formatCount(more.count)} more
          </Link>
        </li>
      )}
    </ul>
  );
}

function Face({ card }: { card: MapCard }) {
  const { kind, name, family, word, problems } = card;
  return (
    <>
      <Icon name={icons[kind]} />
      <span className={styles.name}>{name}</span>
      {(kind !== 'SCENARIO' || problems > 0) && <StateGlyph family={family} word={word} glyphOnly />}
    </>
  );
}
