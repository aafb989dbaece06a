export interface SavedView {
  name: string;
  filter: string;
  /** A column, with `-` before it if descending; empty for the table's own order. */
  sort: string;
  /** Null for the columns chosen for the table. */
  columns: readonly string[] | null;
  /** Null or nothing for the row height of the person. */
  density?: Density | null;
}

export interface ShortcutSettings {
  /** Whether single keys do anything. */
  enabled: boolean;
  /** By command: its key, where it is another than the command's own. */
  keys: Readonly<Record<string, string>>;
}

/** The tables whose columns and views people keep; the server has the same list. */
export type PreferenceTable =
  | 'applications'
  | 'runtimes'
  | 'scenarios'
  | 'certificates'
  | 'activity'
  | 'matrix'
  | 'tenants'
  | 'users'
  | 'providers'
  | 'apiTokens'
  | 'labelDefinitions'
  | 'rules'
  | 'templates'
  | 'integrationSystems';

export type Density = 'compact' | 'default' | 'comfortable';
export type TimeZone = 'utc' | 'local';
export type Theme = 'system' | 'light' | 'dark';

interface ForPerson {
  density: Density;
  theme: Theme;
  timeZone: TimeZone;
  rail: 'open' | 'collapsed';
  /** Pixels; null for what the style sheet says. */
  inspectorWidth: number | null;
  shortcuts: ShortcutSettings;
}

interface InTenant {
  firstSteps: 'shown' | 'hidden';
  /** Ids of what the map always draws. */
  pins: readonly string[];
}

/** What a person can set, by key. What is `ForPerson` holds everywhere, the rest in one tenant. */
export type Preferences = ForPerson &
  InTenant &
  Record<`columns:${PreferenceTable}`, readonly string[] | null> &
  Record<`views:${PreferenceTable}`, readonly SavedView[]>;

export type PreferenceKey = keyof Preferences;

const defaults: ForPerson = {
  density: 'default',
  theme: 'system',
  timeZone: 'utc',
  rail: 'open',
  inspectorWidth: null,
  shortcuts: { enabled: true, keys: {} },
};

const defaultsInTenant: InTenant = { firstSteps: 'shown', pins: [] };

const noViews: readonly SavedView[] = [];

/** What holds until something else is set. `columns:<table>` is null: the table's own. */
export function defaultOf<Key extends PreferenceKey>(key: Key): Preferences[Key] {
  const given: Partial<Preferences> = { ...defaults, ...defaultsInTenant };
  const value = given[key] ?? (key.startsWith('views:') ? noViews : null);
  return value as Preferences[Key];
}

export const isForPerson = (key: PreferenceKey): boolean => key in defaults;
