import { useEffect, useState } from 'react';
import { Button } from './Button.tsx';
import type { IconName } from './glyphs/names.ts';
import { notify } from './notify.ts';

interface CopyButtonProps {
  value: string | (() => string);
  /** Names what is copied. */
  label: string;
  /** Said once it is copied. */
  done?: string;
  iconOnly?: boolean;
  icon?: IconName;
  size?: 'small' | 'default';
}

/** Copies a text and says so in its own place. */
export function CopyButton({ value, label, done = 'Copied', iconOnly, icon = 'i-copy', size }: CopyButtonProps) {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 2000);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(typeof value === 'function' ? value() : value);
      setCopied(true);
    } catch (error) {
      notify({ family: 'failed', title: 'The browser did not allow copying', detail: String(error) });
    }
  };
  const text = copied ? done : label;
  const look = { icon: copied ? ('i-check' as const) : icon, onClick: copy, size: size ?? 'default' } as const;
  return (
    <>
      {iconOnly ? <Button {...look} tone="quiet" iconOnly aria-label={text} /> : <Button {...look}>{text}</Button>}
      <span className="visually-hidden" aria-live="polite">
        {copied ? done : ''}
      </span>
    </>
  );
}
