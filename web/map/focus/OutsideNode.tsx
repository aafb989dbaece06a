import type { Node, NodeProps } from '@xyflow/react';
import { memo } from 'react';
import { classes } from '../../ui/classes.ts';
import { Icon } from '../../ui/Icon.tsx';
import { StateGlyph } from '../../ui/StateGlyph.tsx';
import { useCardActions } from '../cardActions.ts';
import type { MapCard } from '../model.ts';
import styles from './Focus.module.css';
import { outsideId } from './focusLayout.ts';

export interface OutsideData extends Record<string, unknown> {
  count: number;
  kind: 'application' | 'runtime';
  /** The one that was asked about. */
  asked: MapCard | null;
  isActive: boolean;
  onAsk: () => void;
}

export type OutsideNodeType = Node<OutsideData, 'outside'>;

/** What the subject may not talk to: no line leads there, but any pair can be asked about. */
export const OutsideNode = memo(function OutsideNode({ data }: NodeProps<OutsideNodeType>) {
  const { count, kind, asked, isActive, onAsk } = data;
  const actions = useCardActions();
  return (
    <section className={classes(styles.outside, 'nopan')} aria-label={`No common scenario, ${count}`}>
      <p className={styles.title}>
        <strong>No common scenario</strong>
        <span className="meta num">{count.toLocaleString('en')}</span>
      </p>
      {asked && (
        <p className={styles.asked}>
          <StateGlyph family={asked.family} word={asked.word} glyphOnly /> {asked.name}
        </p>
      )}
      {count > 0 && (
        <button
          type="button"
          className={styles.ask}
          data-map-item={outsideId}
          tabIndex={isActive ? 0 : -1}
          onFocus={() => actions.focused(outsideId)}
          onClick={onAsk}
        >
          <Icon name="i-search" />
          Ask about {asked ? `another ${kind}` : kind === 'application' ? 'an application' : 'a runtime'}
        </button>
      )}
    </section>
  );
});
