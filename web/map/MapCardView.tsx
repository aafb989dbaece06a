import { memo } from 'react';
import { counted } from '../changes/describe.ts';
import { CertificateRing } from '../ui/CertificateRing.tsx';
import { classes } from '../ui/classes.ts';
import { Icon } from '../ui/Icon.tsx';
import { StateGlyph } from '../ui/StateGlyph.tsx';
import { CutName } from './CutName.tsx';
import { chipsThatFit, linesOfName } from './chips.ts';
import styles from './MapCard.module.css';
import type { CardKind, MapCard } from './model.ts';

export const kindIcon = {
  APPLICATION: 'k-application',
  SCENARIO: 'k-scenario',
  RUNTIME: 'k-runtime',
} as const satisfies Record<CardKind, string>;

/** The marks of a draft and of a comparison. */
export const markIcon = { appears: 'g-appears', breaks: 'g-disappears' } as const;

const kindWord: Record<CardKind, string> = { APPLICATION: 'Application', SCENARIO: 'Scenario', RUNTIME: 'Runtime' };

/** Letters on one line. */
const mostOfDetail = 31;

/** What a screen reader says about a card. */
export function spokenCard(card: MapCard, position: string, more: string): string {
  const scenarios = card.chips.map(({ name, origin }) => (origin === 'rule' ? `${name} by rule` : name)).join(', ');
  // Of two moments compared: `2 → 3 applications`.
  const state = card.kind === 'SCENARIO' ? card.detail.replaceAll('→', 'to') : card.word;
  const trouble = card.problems > 0 ? `, ${card.problems} ${card.word}` : '';
  return [
    `${card.name}, ${kindWord[card.kind]}`,
    `${state}${trouble}`,
    scenarios && `in ${scenarios}`,
    card.kind !== 'SCENARIO' && card.degree > 0 && counted(card.degree, 'connection'),
    card.ring?.words,
    more && `${more} not drawn`,
    card.isPinned && 'pinned',
    position,
  ]
    .filter(Boolean)
    .join('; ');
}

/** The face of a card; the same on the map and in hand. */
export const MapCardFace = memo(function MapCardFace({ card }: { card: MapCard }) {
  const fit = chipsThatFit(card);
  const rest = card.chips.slice(fit);
  const isLong = linesOfName(card) !== 1;
  return (
    <>
      <span className={styles.title}>
        <Icon name={kindIcon[card.kind]} />
        <span className={classes(styles.name, isLong && styles.long, card.mark === 'breaks' && styles.struck)}>
          {isLong ? card.name : <CutName name={card.name} />}
        </span>
        {card.kind === 'SCENARIO' && card.problems > 0 && (
          <span className={styles.problems}>
            <StateGlyph family={card.family} word={card.word} glyphOnly />
            <span className="meta">{card.problems}</span>
          </span>
        )}
        {card.isPinned && (
          <span className={styles.pin} title="Pinned: always drawn">
            <Icon name="i-pin" />
          </span>
        )}
        {card.ring && <CertificateRing left={card.ring.left} family={card.ring.family} label={card.ring.words} />}
      </span>
      {card.mark ? (
        <span className={styles.sub}>
          <Icon name={markIcon[card.mark]} />
          {card.word}
        </span>
      ) : card.kind === 'SCENARIO' ? (
        <span className={classes(styles.sub, styles.detail, card.detail.length > mostOfDetail && styles.longDetail)}>
          {card.detail}
        </span>
      ) : (
        <span className={styles.sub}>
          <StateGlyph family={card.family} word={card.word} />
          <span className={styles.chips}>
            {card.chips.slice(0, fit).map(({ name, origin }) => (
              <span key={name} className={styles.chip} title={origin === 'rule' ? `${name}, by rule` : name}>
                {origin === 'rule' && <Icon name="i-rule" label="by rule" />}
                <span>{name}</span>
              </span>
            ))}
            {rest.length > 0 && (
              <span className={classes(styles.chip, styles.more)} title={rest.map(({ name }) => name).join(', ')}>
                {fit === 0 ? `${rest.length} scenarios` : `+${rest.length}`}
              </span>
            )}
          </span>
        </span>
      )}
    </>
  );
});
