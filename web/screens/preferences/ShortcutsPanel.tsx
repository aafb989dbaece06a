import { useState } from 'react';
import { clashOf, keyOf, type Shortcut, shortcuts } from '../../preferences/shortcuts.ts';
import { usePreference } from '../../preferences/usePreference.ts';
import { Button } from '../../ui/Button.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { Segmented } from '../../ui/Segmented.tsx';
import styles from './PreferencesScreen.module.css';

const onOff = [
  { value: 'on', label: 'On' },
  { value: 'off', label: 'Off' },
] as const;

/** Single keys: on or off, and which key does what. */
export function ShortcutsPanel() {
  const [settings, set] = usePreference('shortcuts');
  const [problem, setProblem] = useState<{ id: string; text: string } | null>(null);
  const give = ({ id, key: own }: Shortcut, key: string) => {
    const clash = clashOf(id, key, settings);
    setProblem(clash === null ? null : { id, text: clash });
    if (clash !== null) return;
    const { [id]: _, ...others } = settings.keys;
    set({ ...settings, keys: key === own ? others : { ...others, [id]: key } });
  };
  return (
    <Panel
      title="Keyboard"
      aside={
        Object.keys(settings.keys).length > 0 && (
          <Button size="small" onClick={() => set({ ...settings, keys: {} })}>
            Reset all keys
          </Button>
        )
      }
    >
      <dl className={styles.choices}>
        <div>
          <dt>
            Single keys<span className="meta">Ctrl with a key, arrows, Enter and Esc work in any case</span>
          </dt>
          <dd>
            <Segmented
              label="Single keys"
              value={settings.enabled ? 'on' : 'off'}
              options={onOff}
              onChange={(value) => set({ ...settings, enabled: value === 'on' })}
            />
          </dd>
        </div>
        {shortcuts.map((shortcut) => (
          <div key={shortcut.id}>
            <dt>
              {shortcut.label}
              <span className="meta">{shortcut.region}</span>
            </dt>
            <dd className={styles.entry}>
              {settings.keys[shortcut.id] !== undefined && (
                <Button size="small" tone="quiet" onClick={() => give(shortcut, shortcut.key)}>
                  Reset to {shortcut.key}
                </Button>
              )}
              <input
                className={styles.key}
                aria-label={`Key for: ${shortcut.label}`}
                aria-describedby={problem?.id === shortcut.id ? 'key-problem' : undefined}
                value={keyOf(shortcut, settings)}
                disabled={!settings.enabled}
                onFocus={(event) => event.target.select()}
                onChange={(event) => {
                  const key = event.target.value.trim().slice(-1);
                  if (key) give(shortcut, key);
                }}
              />
            </dd>
            {problem?.id === shortcut.id && (
              <p id="key-problem" className={styles.problem} role="alert">
                {problem.text}
              </p>
            )}
          </div>
        ))}
      </dl>
    </Panel>
  );
}
