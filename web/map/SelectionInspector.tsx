import { useChanges } from '../changes/changesContext.ts';
import { counted } from '../changes/describe.ts';
import { Button } from '../ui/Button.tsx';
import { Inspector, InspectorActions, InspectorSection, InspectorSentence } from '../ui/Inspector.tsx';
import { StateGlyph } from '../ui/StateGlyph.tsx';
import styles from './ConnectionList.module.css';
import type { MapDialog } from './MapDialogs.tsx';
import type { MapCard } from './model.ts';

interface SelectionInspectorProps {
  cards: readonly MapCard[];
  onSelect: (ids: readonly string[]) => void;
  onDialog: (dialog: MapDialog) => void;
  onMove: (ids: readonly string[]) => void;
}

/** Several cards at once. */
export function SelectionInspector({ cards, onSelect, onDialog, onMove }: SelectionInspectorProps) {
  const { mayWrite, whyNot } = useChanges();
  const movable = cards.filter(({ kind }) => kind !== 'SCENARIO').map(({ id }) => id);
  const disabled = !mayWrite || movable.length === 0;
  return (
    <Inspector kind="Selection" title={counted(cards.length, 'card')} onClose={() => onSelect([])}>
      <InspectorSection>
        <InspectorSentence>
          Drag one of them and all {movable.length} move together, or choose here what happens to them.
        </InspectorSentence>
      </InspectorSection>
      <InspectorSection>
        <InspectorActions>
          <Button tone="primary" disabled={disabled} onClick={() => onDialog({ kind: 'assign', ids: movable })}>
            Assign to scenario…
          </Button>
          <Button disabled={disabled} onClick={() => onDialog({ kind: 'unassign', ids: movable })}>
            Remove from scenario…
          </Button>
          <Button disabled={disabled} onClick={() => onMove(movable)}>
            Move on the map
          </Button>
        </InspectorActions>
        {whyNot && <p className="meta">{whyNot}</p>}
      </InspectorSection>
      <InspectorSection title="Selected">
        <ul className={styles.list}>
          {cards.slice(0, 50).map(({ id, name, family, word, detail }) => (
            <li key={id}>
              <button type="button" onClick={() => onSelect([id])}>
                <StateGlyph family={family} word={word || detail} glyphOnly />
                <span>
                  <strong>{name}</strong>
                  <span className="meta">{word || detail}</span>
                </span>
              </button>
            </li>
          ))}
        </ul>
        {cards.length > 50 && <p className="meta">and {cards.length - 50} more</p>}
      </InspectorSection>
    </Inspector>
  );
}
