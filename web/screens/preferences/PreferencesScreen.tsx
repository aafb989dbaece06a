import { usePreference } from '../../preferences/usePreference.ts';
import { useSession } from '../../session/session.ts';
import { Page } from '../../ui/Page.tsx';
import { Panel, PanelColumns } from '../../ui/Panel.tsx';
import { Segmented } from '../../ui/Segmented.tsx';
import styles from './PreferencesScreen.module.css';
import { ShortcutsPanel } from './ShortcutsPanel.tsx';

const themes = [
  { value: 'system', label: 'As the system' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
] as const;
const densities = [
  { value: 'compact', label: 'Compact' },
  { value: 'default', label: 'Default' },
  { value: 'comfortable', label: 'Comfortable' },
] as const;
const zones = [
  { value: 'utc', label: 'UTC' },
  { value: 'local', label: 'Local' },
] as const;
const rails = [
  { value: 'open', label: 'Open' },
  { value: 'collapsed', label: 'Collapsed' },
] as const;

/** What the person on screen has set for themselves; takes effect at once. */
export function PreferencesScreen() {
  const { user } = useSession();
  const [theme, setTheme] = usePreference('theme');
  const [density, setDensity] = usePreference('density');
  const [zone, setZone] = usePreference('timeZone');
  const [rail, setRail] = usePreference('rail');
  const local = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return (
    <Page
      title="Your preferences"
      lead={
        <p className="muted">They follow {user ? 'you to every browser' : 'this browser'} and take effect at once.</p>
      }
    >
      <div className={styles.narrow}>
        <PanelColumns>
          <Panel title="Appearance">
            <dl className={styles.choices}>
              <div>
                <dt>Theme</dt>
                <dd>
                  <Segmented label="Theme" value={theme} options={themes} onChange={setTheme} />
                </dd>
              </div>
              <div>
                <dt>
                  Row height<span className="meta">32, 40 or 48 pixels in every table</span>
                </dt>
                <dd>
                  <Segmented label="Row height" value={density} options={densities} onChange={setDensity} />
                </dd>
              </div>
              <div>
                <dt>
                  Times<span className="meta">Local is {local}. Exports always give UTC.</span>
                </dt>
                <dd>
                  <Segmented label="Times" value={zone} options={zones} onChange={setZone} />
                </dd>
              </div>
              <div>
                <dt>
                  Rail<span className="meta">It makes room by itself where room is short</span>
                </dt>
                <dd>
                  <Segmented label="Rail" value={rail} options={rails} onChange={setRail} />
                </dd>
              </div>
            </dl>
          </Panel>
          <ShortcutsPanel />
        </PanelColumns>
      </div>
    </Page>
  );
}
