import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import styles from './FilterField.module.css';
import { type FilterQuery, type FilterToken, parseFilter, printToken, tokenHead } from './filterTokens.ts';
import { Icon } from './Icon.tsx';
import { Kbd } from './Kbd.tsx';
import { shortcutOf } from './shortcutKeys.ts';

interface FilterFieldProps {
  /** Spoken name, for example "Filter runtimes". */
  label: string;
  placeholder: string;
  /** Keys that become tokens. */
  keys: readonly string[];
  query: FilterQuery;
  onChange: (query: FilterQuery) => void;
}

/**
 * Words and tokens such as `scenario:campaign -state:failed`. A token becomes a chip once a space or Enter ends it;
 * Backspace in the empty field takes the last one back into the text. `/` leads here from anywhere on the screen.
 */
export function FilterField({ label, placeholder, keys, query, onChange }: FilterFieldProps) {
  const input = useRef<HTMLInputElement>(null);
  // What is being typed may hold an unfinished token or a trailing space that the query does not.
  const [typed, setTyped] = useState(query.text);
  // The query comes back through the address, later than the next key: typing builds on what was sent last.
  const latest = useRef(query);
  useEffect(() => {
    if (document.activeElement === input.current) return;
    latest.current = query;
    setTyped(query.text);
  }, [query]);

  useEffect(() => {
    const onSlash = (event: globalThis.KeyboardEvent) => {
      const typing =
        event.target instanceof Element && event.target.closest('input, textarea, select, [role="dialog"]');
      if (shortcutOf(event.key) !== '/' || typing || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      input.current?.focus();
    };
    document.addEventListener('keydown', onSlash);
    return () => document.removeEventListener('keydown', onSlash);
  }, []);

  function send(next: FilterQuery) {
    latest.current = next;
    onChange(next);
  }

  function type(text: string, ended: boolean) {
    const parsed = ended ? parseFilter(text, keys) : { tokens: [], text };
    setTyped(ended && parsed.tokens.length > 0 ? parsed.text : text);
    send({ tokens: [...latest.current.tokens, ...parsed.tokens], text: parseFilter(parsed.text, []).text });
  }

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>) {
    const { tokens } = latest.current;
    const last = tokens.at(-1);
    if (event.key === 'Enter') type(typed, true);
    else if (event.key === 'Backspace' && typed === '' && last !== undefined) {
      event.preventDefault();
      setTyped(printToken(last));
      send({ tokens: tokens.slice(0, -1), text: printToken(last) });
    } else if (event.key === 'Escape') {
      if (typed !== '') type('', false);
      else event.currentTarget.blur();
    }
  }

  return (
    <search className={styles.field}>
      <Icon name="i-search" />
      {query.tokens.map((token) => (
        <TokenChip
          key={printToken(token)}
          token={token}
          onRemove={() => {
            send({ ...query, tokens: query.tokens.filter((other) => other !== token) });
            input.current?.focus();
          }}
        />
      ))}
      <input
        ref={input}
        type="text"
        inputMode="search"
        autoComplete="off"
        spellCheck={false}
        aria-label={label}
        placeholder={query.tokens.length === 0 ? placeholder : ''}
        value={typed}
        onChange={({ target }) => type(target.value, target.value.endsWith(' '))}
        onBlur={() => {
          if (parseFilter(typed, keys).tokens.length > 0) type(typed, true);
        }}
        onKeyDown={onKeyDown}
      />
      {typed === '' && <Kbd>/</Kbd>}
    </search>
  );
}

function TokenChip({ token, onRemove }: { token: FilterToken; onRemove: () => void }) {
  return (
    <span className={styles.token}>
      <span className={styles.tokenText}>
        <b>{tokenHead(token)}</b>
        {token.value}
      </span>
      <button type="button" aria-label={`Remove ${printToken(token)}`} onClick={onRemove}>
        <Icon name="i-close" />
      </button>
    </span>
  );
}
