import { Icon } from '../ui/Icon.tsx';
import { StateGlyph } from '../ui/StateGlyph.tsx';
import styles from './ConnectionList.module.css';
import type { MapLine, MapModel } from './model.ts';

interface ConnectionListProps {
  lines: readonly MapLine[];
  /** The card the list belongs to; the other end is named. */
  from: string;
  model: MapModel;
  onSelect: (ids: readonly string[]) => void;
}

const most = 50;

export function ConnectionList({ lines, from, model, onSelect }: ConnectionListProps) {
  if (lines.length === 0) return <p className="meta">None.</p>;
  return (
    <ul className={styles.list}>
      {lines.slice(0, most).map(({ id, applicationID, runtimeID, family, word }) => (
        <li key={id}>
          <button type="button" onClick={() => onSelect([applicationID, runtimeID])}>
            <StateGlyph family={family} word={word} glyphOnly />
            <span>
              <strong>{model.cards.get(applicationID === from ? runtimeID : applicationID)?.name}</strong>
              <span className="meta">{word}</span>
            </span>
            <Icon name="i-arrow" />
          </button>
        </li>
      ))}
      {lines.length > most && <li className="meta">and {lines.length - most} more</li>}
    </ul>
  );
}
