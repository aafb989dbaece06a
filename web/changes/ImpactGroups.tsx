import { Fragment, type ReactNode } from 'react';
import type { Index } from '../../landscape/impact.ts';
import type { Impact, ImpactPair } from '../../landscape/model.ts';
import { formatShortDay } from '../format/moments.ts';
import { useLandscape } from '../live/landscape.ts';
import { Icon } from '../ui/Icon.tsx';
import { describeSideEffect, nameOf, pairKey, type Words, whyItBreaks, whyItOpens } from './describe.ts';
import styles from './ImpactGroups.module.css';

/** Pairs listed by name per group; the rest is counted. */
const listed = 8;

export function WordsText({ words }: { words: Words }) {
  return words.map(({ text, strong }) => <Fragment key={text}>{strong ? <strong>{text}</strong> : text}</Fragment>);
}

interface GroupProps {
  title: string;
  count: number;
  strong?: boolean;
  children: ReactNode;
}

function ImpactGroup({ title, count, strong = false, children }: GroupProps) {
  if (count === 0) return null;
  return (
    <section className={styles.group}>
      <h3>
        {title} <span className={strong ? styles.strongCount : styles.count}>{count.toLocaleString('en')}</span>
      </h3>
      <ul>{children}</ul>
    </section>
  );
}

interface PairsProps {
  index: Index;
  pairs: readonly ImpactPair[];
  glyph: 'g-appears' | 'g-disappears';
  why: (pair: ImpactPair) => string;
}

function Pairs({ index, pairs, glyph, why }: PairsProps) {
  const rest = pairs.length - listed;
  return (
    <>
      {pairs.slice(0, listed).map((pair) => (
        <li key={pairKey(pair)}>
          <Icon name={glyph} />
          <div>
            <span className={styles.pair}>
              {nameOf(index, pair.applicationID)}
              <Icon name="i-arrow" label="to" />
              {nameOf(index, pair.runtimeID)}
            </span>
            <span className="meta">{why(pair)}</span>
          </div>
        </li>
      ))}
      {rest > 0 && (
        <li>
          <span />
          <span className="meta">and {rest.toLocaleString('en')} more</span>
        </li>
      )}
    </>
  );
}

/** A Runtime in one of these does not fetch, so what ends goes on there (product.md 4, What a lost certificate means). */
const unreachable: ReadonlySet<string> = new Set(['CERTIFICATE_EXPIRED', 'REVOKED', 'STALE']);

/** The groups of console.md 1.2 in their order; empty ones are left out. */
export function ImpactGroups({ index, impact }: { index: Index; impact: Impact }) {
  const { landscape } = useLandscape();
  const silent = new Set(landscape.runtimes.filter(({ state }) => unreachable.has(state)).map(({ id }) => id));
  const ends = new Set(impact.stopsBeingPossible.map(pairKey));
  const broken = new Set(impact.breaks.map(pairKey));
  const begun = new Set(impact.begins.map(pairKey));
  const stops = impact.stopsBeingPossible.filter((pair) => !broken.has(pairKey(pair)));
  const opens = impact.becomesPossible.filter((pair) => !begun.has(pairKey(pair)));
  const breaksWhy = (pair: ImpactPair) => {
    const instead = impact.begins.find(({ applicationID }) => applicationID === pair.applicationID);
    const why = instead ? `${nameOf(index, instead.runtimeID)} takes its place.` : whyItBreaks(pair, ends);
    const since = pair.since === null ? '' : ` Live since ${formatShortDay(pair.since)}.`;
    const late = silent.has(pair.runtimeID) ? ` Goes on until ${nameOf(index, pair.runtimeID)} fetches again.` : '';
    return `${why}${since}${late}`;
  };
  return (
    <>
      <ImpactGroup title="Breaks now" count={impact.breaks.length} strong>
        <Pairs index={index} pairs={impact.breaks} glyph="g-disappears" why={breaksWhy} />
      </ImpactGroup>
      <ImpactGroup title="Begins" count={impact.begins.length}>
        <Pairs
          index={index}
          pairs={impact.begins}
          glyph="g-appears"
          why={(pair) => `Both are in ${pair.scenarios.join(', ')}.`}
        />
      </ImpactGroup>
      <ImpactGroup title="Becomes possible" count={opens.length}>
        <Pairs index={index} pairs={opens} glyph="g-appears" why={(pair) => whyItOpens(index, pair)} />
      </ImpactGroup>
      <ImpactGroup title="Stops being possible" count={stops.length}>
        <Pairs
          index={index}
          pairs={stops}
          glyph="g-disappears"
          why={(pair) =>
            ends.has(pairKey(pair)) && pair.scenarios.length > 0 ? `${pair.scenarios.join(', ')} was in common.` : ''
          }
        />
      </ImpactGroup>
      <ImpactGroup title="Side effects" count={impact.sideEffects.length}>
        {impact.sideEffects.map((effect) => (
          <li key={`${effect.kind} ${effect.objectID} ${effect.scenario}`}>
            <Icon name="i-rule" />
            <div>
              <WordsText words={describeSideEffect(index, effect)} />
            </div>
          </li>
        ))}
      </ImpactGroup>
      <ImpactGroup title="Conflicts" count={impact.conflicts.length}>
        {impact.conflicts.map((conflict) => (
          <li key={`${conflict.change} ${conflict.kind}`}>
            <Icon name="g-attention" />
            <div>{conflict.message}</div>
          </li>
        ))}
      </ImpactGroup>
    </>
  );
}
