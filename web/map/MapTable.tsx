import { type KeyboardEvent, useEffect, useRef } from 'react';
import { ActionMenu } from '../ui/ActionMenu.tsx';
import { Button } from '../ui/Button.tsx';
import { CertificateRing } from '../ui/CertificateRing.tsx';
import { Chip, Chips } from '../ui/Chip.tsx';
import { Icon } from '../ui/Icon.tsx';
import { StateGlyph } from '../ui/StateGlyph.tsx';
import { shortcutOf } from '../ui/shortcutKeys.ts';
import type { CardActions } from './cardActions.ts';
import { kindIcon, markIcon } from './MapCardView.tsx';
import styles from './MapTable.module.css';
import type { MapCard, MapModel } from './model.ts';
import type { TwinGroup, TwinRow } from './tableGroups.ts';
import { toggled } from './toggled.ts';

interface MapTableProps {
  groups: readonly TwinGroup[];
  model: MapModel;
  selection: readonly string[];
  /** Presses add to the selection or take out of it. */
  isSelecting: boolean;
  onSelect: (ids: readonly string[]) => void;
  menuOf: CardActions['menuOf'];
  onItemKey: (key: string, id: string) => boolean;
}

function StateCell({ card }: { card: MapCard }) {
  if (!card.mark) return <StateGlyph family={card.family} word={card.word} />;
  return (
    <span className={styles.pair}>
      <Icon name={markIcon[card.mark]} />
      {card.word}
    </span>
  );
}

function ConnectionWords({ row, model }: { row: TwinRow; model: MapModel }) {
  const { card, lines } = row;
  if (card.kind === 'RUNTIME') {
    return <span className="meta">{card.degree === 1 ? '1 connection' : `${card.degree} connections`}</span>;
  }
  if (lines.length === 0) return <span className="meta">Not connected</span>;
  return lines.map(({ id, runtimeID, family, word }) => (
    <span key={id} className={styles.pair}>
      <Icon name="i-arrow" label="to" />
      {model.cards.get(runtimeID)?.name}
      {family !== 'connected' && <span className="meta">{word}</span>}
    </span>
  ));
}

/** The map in words: same selection, filter, order and actions; arrow keys walk, Enter opens. */
export function MapTable({ groups, model, selection, isSelecting, onSelect, menuOf, onItemKey }: MapTableProps) {
  const table = useRef<HTMLTableElement>(null);
  const chosen = new Set(selection);
  // The sheet of narrow screens covers the lower part of the list: the row it is about stays in sight.
  useEffect(() => {
    if (selection.length === 0) return;
    const rows = [...(table.current?.querySelectorAll('tr[aria-selected="true"]') ?? [])];
    if (!rows.some((row) => row.contains(document.activeElement))) rows[0]?.scrollIntoView({ block: 'nearest' });
    else document.activeElement?.closest('tr')?.scrollIntoView({ block: 'nearest' });
  }, [selection]);
  const walk = (event: KeyboardEvent) => {
    const id = (event.target as HTMLElement).dataset['twin'];
    if (id === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (by !== 0) {
      const items = [...(table.current?.querySelectorAll<HTMLElement>('[data-twin]') ?? [])];
      items[items.indexOf(event.target as HTMLElement) + by]?.focus();
      event.preventDefault();
    } else if (event.key === 'Escape') onSelect([]);
    else if (event.key !== 'Enter' && event.key !== ' ' && onItemKey(shortcutOf(event.key), id)) event.preventDefault();
  };
  return (
    <div className={styles.scroll}>
      <table ref={table} className={styles.table} aria-label="The map as a table, worst first">
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col">State</th>
            <th scope="col">Connected to</th>
            <th scope="col">Scenarios</th>
            <th scope="col">
              <span className="visually-hidden">Actions</span>
            </th>
          </tr>
        </thead>
        {groups.map(({ key, scenario, rows, hidden }) => (
          <tbody key={key}>
            <tr className={styles.group} aria-selected={scenario ? chosen.has(scenario.id) : undefined}>
              <th scope="rowgroup" colSpan={5}>
                <span className={styles.groupHead}>
                  <Icon name="k-scenario" />
                  {scenario ? (
                    <button
                      type="button"
                      data-twin={scenario.id}
                      onKeyDown={walk}
                      onClick={() => onSelect([scenario.id])}
                    >
                      {scenario.name}
                    </button>
                  ) : (
                    <strong>In no scenario</strong>
                  )}
                  {scenario && <span className="meta">{scenario.detail}</span>}
                  {scenario && scenario.problems > 0 && (
                    <StateGlyph family={scenario.family} word={`${scenario.problems} ${scenario.word}`} />
                  )}
                </span>
              </th>
            </tr>
            {rows.map((row) => (
              <tr key={row.key} aria-selected={chosen.has(row.card.id)}>
                <th scope="row">
                  <span className={styles.name}>
                    <Icon
                      name={kindIcon[row.card.kind]}
                      label={row.card.kind === 'RUNTIME' ? 'Runtime' : 'Application'}
                    />
                    <button
                      type="button"
                      data-twin={row.card.id}
                      onKeyDown={walk}
                      aria-pressed={chosen.has(row.card.id)}
                      onClick={(event) => {
                        const adds = isSelecting || event.shiftKey || event.ctrlKey || event.metaKey;
                        onSelect(adds ? toggled(selection, row.card.id) : [row.card.id]);
                      }}
                    >
                      {row.card.name}
                    </button>
                    {row.card.isPinned && <Icon name="i-pin" label="pinned" />}
                    {row.card.ring && (
                      <CertificateRing
                        left={row.card.ring.left}
                        family={row.card.ring.family}
                        label={row.card.ring.words}
                      />
                    )}
                  </span>
                </th>
                <td>
                  <StateCell card={row.card} />
                </td>
                <td>
                  <ConnectionWords row={row} model={model} />
                </td>
                <td>
                  <Chips>
                    {row.card.chips.slice(0, 3).map(({ name }) => (
                      <Chip key={name}>{name}</Chip>
                    ))}
                    {row.card.chips.length > 3 && <Chip more>+{row.card.chips.length - 3}</Chip>}
                  </Chips>
                </td>
                <td>
                  <ActionMenu
                    trigger={<Button tone="quiet" iconOnly icon="i-more" aria-label={`Actions for ${row.card.name}`} />}
                    actions={menuOf(row.card)}
                  />
                </td>
              </tr>
            ))}
            {hidden > 0 && (
              <tr>
                <td colSpan={5} className={styles.hidden}>
                  and {hidden.toLocaleString('en')} more, not listed
                </td>
              </tr>
            )}
          </tbody>
        ))}
      </table>
    </div>
  );
}
