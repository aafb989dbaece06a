import { Combobox, useCombobox } from '@mantine/core';
import { useRouter } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { keyOf, shortcuts } from '../preferences/shortcuts.ts';
import { usePreference } from '../preferences/usePreference.ts';
import { Icon } from '../ui/Icon.tsx';
import { SearchField } from '../ui/SearchField.tsx';
import { shortcutOf } from '../ui/shortcutKeys.ts';
import styles from './FindField.module.css';
import { kindIcons, notLookedThrough, thereAreMore } from './find.ts';
import { useSearch } from './useSearch.ts';

const find = shortcuts.find(({ id }) => id === 'find')!;

/** Finds everything by name, serial, fingerprint or label; `/` leads here. */
export function FindField() {
  const router = useRouter();
  const [settings] = usePreference('shortcuts');
  const [text, setText] = useState('');
  const input = useRef<HTMLInputElement>(null);
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() });
  const { found, more, problem, isLoading } = useSearch(text);
  useSlashKey(() => input.current?.focus());

  const change = (value: string) => {
    setText(value);
    if (value) combobox.openDropdown();
    else combobox.closeDropdown();
  };
  // The first result is what Enter goes to.
  const { selectFirstOption } = combobox;
  const first = found[0]?.href;
  useEffect(() => {
    if (first) selectFirstOption();
  }, [first, selectFirstOption]);
  const go = (href: string) => {
    setText('');
    combobox.closeDropdown();
    input.current?.blur();
    router.history.push(href);
  };

  return (
    <Combobox
      store={combobox}
      onOptionSubmit={go}
      withinPortal={false}
      offset={4}
      width="auto"
      position="bottom-start"
      classNames={{ dropdown: styles.dropdown, option: styles.option }}
      transitionProps={{ duration: 0 }}
    >
      <Combobox.DropdownTarget>
        <div className={styles.find}>
          <Combobox.EventsTarget withExpandedAttribute>
            <SearchField
              ref={input}
              role="combobox"
              label="Find anything"
              placeholder="Find anything"
              {...(settings.enabled ? { shortcut: keyOf(find, settings) } : {})}
              value={text}
              onChange={change}
              onFocus={() => text && combobox.openDropdown()}
              onBlur={() => combobox.closeDropdown()}
            />
          </Combobox.EventsTarget>
        </div>
      </Combobox.DropdownTarget>
      <Combobox.Dropdown>
        <Combobox.Options aria-label="Results">
          {found.map(({ kind, key, name, detail, href }) => (
            <Combobox.Option key={`${kind} ${key}`} value={href}>
              <Icon name={kindIcons[kind]} />
              <span className={styles.name}>{name}</span>
              <span className="meta">{detail ? `${kind}, ${detail}` : kind}</span>
            </Combobox.Option>
          ))}
          {text.trim() && found.length === 0 && (
            <Combobox.Empty>{isLoading ? 'Looking…' : `Nothing is called “${text.trim()}”`}</Combobox.Empty>
          )}
        </Combobox.Options>
        {more && <p className={styles.rest}>{thereAreMore}</p>}
        {problem && <p className={styles.rest}>{notLookedThrough}</p>}
      </Combobox.Dropdown>
    </Combobox>
  );
}

function useSlashKey(run: () => void): void {
  const latest = useRef(run);
  latest.current = run;
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (shortcutOf(event.key) !== '/' || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey)
        return;
      const { target } = event;
      if (target instanceof HTMLElement && target.closest('input, textarea, select, [contenteditable], dialog')) return;
      event.preventDefault();
      latest.current();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, []);
}
