import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { Dialog } from '../ui/Dialog.tsx';
import type { IconName } from '../ui/glyphs/names.ts';
import { Icon } from '../ui/Icon.tsx';
import { SearchField } from '../ui/SearchField.tsx';
import styles from './ChooseDialog.module.css';

export interface Choice {
  id: string;
  label: string;
  icon: IconName;
  /** Known at once; a function is asked only for what is listed. */
  outcome: ChoiceOutcome | (() => ChoiceOutcome);
  run: () => void;
}

export interface ChoiceOutcome {
  /** What choosing it does, or why it cannot be chosen. */
  detail: string;
  /** A live connection stops: said with a mark. */
  breaks: boolean;
  disabled: boolean;
}

interface ChooseDialogProps {
  title: string;
  lead: ReactNode;
  find: string;
  choices: readonly Choice[];
  onClose: () => void;
}

const most = 60;

/** What has the focus; for an entry of a menu, which is gone by the time the dialog closes, the card or line it is of. */
function openedFrom(): Element | null {
  const active = document.activeElement;
  const menu = active?.closest('[role="menu"]')?.getAttribute('aria-labelledby');
  const trigger = menu ? document.getElementById(menu) : active;
  const item = trigger?.getAttribute('data-item-menu');
  return item ? document.querySelector(`[data-map-item="${CSS.escape(item)}"]`) : trigger;
}

/** One of many, found by typing; every choice says first what it does. */
export function ChooseDialog({ title, lead, find, choices, onClose }: ChooseDialogProps) {
  const [text, setText] = useState('');
  const list = useRef<HTMLUListElement>(null);
  // The dialog goes away with its content, so it hands the focus back itself.
  const [opener] = useState(openedFrom);
  useEffect(
    () => () => {
      const back = () => opener instanceof HTMLElement && opener.isConnected && opener.focus({ preventScroll: true });
      setTimeout(back, 0);
    },
    [opener],
  );
  const wanted = choices.filter(({ label }) => label.toLowerCase().includes(text.trim().toLowerCase()));
  const isOut = ({ outcome }: Choice) => typeof outcome !== 'function' && outcome.disabled;
  const shown = [...wanted.filter((choice) => !isOut(choice)), ...wanted.filter(isOut)]
    .slice(0, most)
    .map(({ outcome, ...choice }) => ({ ...choice, ...(typeof outcome === 'function' ? outcome() : outcome) }))
    .sort((a, b) => Number(a.disabled) - Number(b.disabled));
  const choose = ({ run }: Pick<Choice, 'run'>) => {
    onClose();
    run();
  };
  const walk = (event: KeyboardEvent) => {
    const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (by === 0) return;
    event.preventDefault();
    const buttons = [...(list.current?.querySelectorAll<HTMLButtonElement>('button:not(:disabled)') ?? [])];
    const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
    buttons[Math.min(buttons.length - 1, Math.max(0, at + by))]?.focus();
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={title}
      onSubmit={() => {
        const first = shown[0];
        if (first && !first.disabled && text !== '') choose(first);
      }}
    >
      <p className={styles.lead}>{lead}</p>
      <SearchField label={find} placeholder={find} value={text} onChange={setText} onKeyDown={walk} data-autofocus />
      <ul ref={list} className={styles.choices}>
        {shown.map((choice) => (
          <li key={choice.id}>
            <button type="button" disabled={choice.disabled} onClick={() => choose(choice)} onKeyDown={walk}>
              <Icon name={choice.icon} />
              <span>
                <strong>{choice.label}</strong>
                <span className="meta">{choice.detail}</span>
              </span>
              {choice.breaks && <Icon name="g-disappears" label="stops a live connection" />}
            </button>
          </li>
        ))}
      </ul>
      {wanted.length === 0 && <p className="meta">Nothing is called that.</p>}
      {wanted.length > most && (
        <p className="meta">and {(wanted.length - most).toLocaleString('en')} more: type a name</p>
      )}
    </Dialog>
  );
}
