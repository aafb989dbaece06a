import { usePaths } from '../paths.ts';
import { fixedShortcuts, keyInWords, keyOf, shortcuts } from '../preferences/shortcuts.ts';
import { usePreference } from '../preferences/usePreference.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Kbd } from '../ui/Kbd.tsx';
import styles from './ShortcutSheet.module.css';

/** Every key that does something, by where the focus has to be. */
export function ShortcutSheet({ onClose }: { onClose: () => void }) {
  const paths = usePaths();
  const [settings] = usePreference('shortcuts');
  const all = [...fixedShortcuts, ...shortcuts.map((each) => ({ ...each, keys: keyInWords(keyOf(each, settings)) }))];
  const regions = [...Map.groupBy(all, ({ region }) => region)];
  return (
    <Dialog
      open
      onClose={onClose}
      title="Keyboard shortcuts"
      size="wide"
      actions={
        <Button href={paths.preferences} onClick={onClose}>
          Change the shortcuts…
        </Button>
      }
    >
      <p className="muted">
        {settings.enabled
          ? 'Single keys count only while the focus is in their region, never while you type.'
          : 'Single keys are switched off; those with Ctrl, arrows and Enter work.'}
      </p>
      <div className={styles.sheet}>
        {regions.map(([region, entries]) => (
          <section key={region} aria-label={region}>
            <h3>{region}</h3>
            <dl>
              {entries.map(({ label, keys }) => (
                <div key={label}>
                  <dt>{label}</dt>
                  <dd>
                    {keys.map((key) => (
                      <Kbd key={key}>{key}</Kbd>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
