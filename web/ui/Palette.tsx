import { Modal } from '@mantine/core';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import type { IconName } from './glyphs/names.ts';
import { Icon } from './Icon.tsx';
import { Kbd } from './Kbd.tsx';
import styles from './Palette.module.css';
import { useFocusBack } from './useFocusBack.ts';

export interface PaletteItem {
  id: string;
  label: string;
  /** At the right end: a kind, or why it cannot be chosen. */
  detail?: string;
  icon?: IconName;
  shortcut?: string;
  disabled?: boolean;
}

interface PaletteProps {
  label: string;
  text: string;
  onText: (text: string) => void;
  groups: readonly { label: string; items: readonly PaletteItem[] }[];
  /** More may follow at the end. */
  isLooking: boolean;
  /** Below the list: what is not in it. */
  note: string | null;
  onRun: (id: string) => void;
  onClose: () => void;
}

/** A field over a list of things to do: type, walk with the arrows, Enter. */
export function Palette({ label, text, onText, groups, isLooking, note, onRun, onClose }: PaletteProps) {
  useFocusBack();
  const list = useId();
  const items = groups.flatMap((group) => group.items);
  const [at, setAt] = useState(0);
  const current = Math.min(at, items.length - 1);
  const options = useRef<HTMLDivElement>(null);
  useEffect(() => {
    options.current?.querySelector(`[data-at="${current}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [current]);

  const press = (event: KeyboardEvent) => {
    const last = items.length - 1;
    const to: Record<string, number> = {
      ArrowDown: current === last ? 0 : current + 1,
      ArrowUp: current <= 0 ? last : current - 1,
    };
    const next = to[event.key];
    const chosen = items[current];
    if (next !== undefined) setAt(next);
    else if (event.key === 'Enter' && chosen && !chosen.disabled) onRun(chosen.id);
    else return;
    event.preventDefault();
  };
  let index = -1;
  return (
    <Modal.Root
      opened
      onClose={onClose}
      lockScroll={false}
      size={560}
      yOffset="12vh"
      transitionProps={{ duration: 0 }}
      classNames={{ overlay: styles.overlay, content: styles.content, body: styles.modalBody }}
    >
      <Modal.Overlay />
      <Modal.Content aria-label={label}>
        <Modal.Body>
          <div className={styles.field}>
            <Icon name="i-search" />
            <input
              data-autofocus
              role="combobox"
              aria-expanded
              aria-controls={list}
              aria-activedescendant={current >= 0 ? `${list}-${current}` : undefined}
              aria-label={label}
              placeholder={label}
              autoComplete="off"
              spellCheck={false}
              value={text}
              onChange={(event) => {
                setAt(0);
                onText(event.target.value);
              }}
              onKeyDown={press}
            />
            <span className="meta" role="status">
              {items.length} {items.length === 1 ? 'result' : 'results'}
            </span>
          </div>
          <div id={list} role="listbox" aria-label={label} className={styles.list} ref={options}>
            {groups.map((group) => (
              // biome-ignore lint/a11y/useSemanticElements: a fieldset may not stand in a list box
              <div key={group.label} role="group" aria-label={group.label}>
                <div className={styles.group} aria-hidden="true">
                  {group.label}
                </div>
                {group.items.map((item) => {
                  index += 1;
                  const here = index;
                  return (
                    // biome-ignore lint/a11y/useKeyWithClickEvents: the field has the focus and the keys
                    // biome-ignore lint/a11y/useFocusableInteractive: the field has the focus and names the option
                    <div
                      key={item.id}
                      id={`${list}-${here}`}
                      data-at={here}
                      role="option"
                      aria-selected={here === current}
                      aria-disabled={item.disabled || undefined}
                      className={styles.item}
                      onPointerMove={() => setAt(here)}
                      onClick={() => !item.disabled && onRun(item.id)}
                    >
                      {item.icon ? <Icon name={item.icon} /> : <span className={styles.noIcon} />}
                      <span className={styles.label}>{marked(item.label, text)}</span>
                      {item.detail && <span className="meta">{item.detail}</span>}
                      {item.shortcut && <Kbd>{item.shortcut}</Kbd>}
                    </div>
                  );
                })}
              </div>
            ))}
            {items.length === 0 && (
              <p className={styles.none}>{isLooking ? 'Looking…' : `Nothing is called “${text.trim()}”`}</p>
            )}
          </div>
          {note && <p className={styles.note}>{note}</p>}
          <div className={styles.foot}>
            <Kbd>↑</Kbd>
            <Kbd>↓</Kbd> move <Kbd>Enter</Kbd> run <Kbd>Esc</Kbd> close
          </div>
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}

/** What was typed, where it stands in the label. */
function marked(label: string, text: string) {
  const wanted = text.trim().toLowerCase();
  const at = wanted === '' ? -1 : label.toLowerCase().indexOf(wanted);
  if (at < 0) return label;
  const end = at + wanted.length;
  return (
    <>
      {label.slice(0, at)}
      <mark>{label.slice(at, end)}</mark>
      {label.slice(end)}
    </>
  );
}
