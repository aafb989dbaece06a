import { Combobox, useCombobox } from '@mantine/core';
import { useRouter } from '@tanstack/react-router';
import { useEffect, useMemo, useRef, useState } from 'react';
import { formatPlural } from '../format/counts.ts';
import { useLiveSnapshot } from '../live/landscape.ts';
import { usePaths } from '../paths.ts';
import type { IconName } from '../ui/glyphs/names.ts';
import { Icon } from '../ui/Icon.tsx';
import { SearchField } from '../ui/SearchField.tsx';
import styles from './FindField.module.css';
import { type Found, findByName } from './find.ts';

const shown = 8;
const icons: Record<Found['kind'], IconName> = {
  Application: 'k-application',
  Runtime: 'k-runtime',
  Scenario: 'k-scenario',
};

/** Finds objects by name anywhere in the console; `/` leads here. */
export function FindField() {
  const router = useRouter();
  const paths = usePaths();
  const { landscape } = useLiveSnapshot();
  const [text, setText] = useState('');
  const input = useRef<HTMLInputElement>(null);
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() });
  const { found, total } = useMemo(
    () => (landscape ? findByName(landscape, paths, text, shown) : { found: [], total: 0 }),
    [landscape, paths, text],
  );
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
              shortcut="/"
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
          {found.map(({ kind, key, name, href }) => (
            <Combobox.Option key={key} value={href}>
              <Icon name={icons[kind]} />
              <span className={styles.name}>{name}</span>
              <span className="meta">{kind}</span>
            </Combobox.Option>
          ))}
          {text.trim() && found.length === 0 && <Combobox.Empty>Nothing is called “{text.trim()}”</Combobox.Empty>}
        </Combobox.Options>
        {total > shown && (
          <p className={styles.rest}>
            Showing {shown} of {formatPlural(total, 'result')}
          </p>
        )}
      </Combobox.Dropdown>
    </Combobox>
  );
}

function useSlashKey(run: () => void): void {
  const latest = useRef(run);
  latest.current = run;
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.key !== '/' || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      const { target } = event;
      if (target instanceof HTMLElement && target.closest('input, textarea, select, [contenteditable], dialog')) return;
      event.preventDefault();
      latest.current();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, []);
}
