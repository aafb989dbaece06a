import { useId, useMemo, useState } from 'react';
import { formatCount } from '../format/counts.ts';
import { Facts } from '../ui/Facts.tsx';
import { Markdown } from '../ui/Markdown.tsx';
import { SearchField } from '../ui/SearchField.tsx';
import { Disclosure } from './Disclosure.tsx';
import { FieldList } from './FieldList.tsx';
import { keyed } from './keyed.ts';
import type { OutlineEntry, OutlineModel, SpecOutline } from './outline.ts';
import styles from './SpecView.module.css';

const manyEntries = 8;

const matches = (entry: OutlineEntry, wanted: string) =>
  `${entry.badge} ${entry.title} ${entry.summary ?? ''}`.toLowerCase().includes(wanted);

/** Operations, channels or entity sets in their groups, and below them the types they use. */
export function OutlineView({ outline }: { outline: SpecOutline }) {
  const [filter, setFilter] = useState('');
  const [openModels, setOpenModels] = useState<ReadonlySet<string>>(new Set());
  const prefix = useId();
  const names = useMemo(() => new Set(outline.models.map(({ name }) => name)), [outline]);
  const total = outline.groups.reduce((sum, { entries }) => sum + entries.length, 0);
  const wanted = filter.trim().toLowerCase();
  const groups = outline.groups
    .map((group) => ({ ...group, entries: group.entries.filter((entry) => matches(entry, wanted)) }))
    .filter(({ entries }) => entries.length > 0);
  const modelID = (name: string) => `${prefix}model-${name}`;
  const toggleModel = (name: string, open: boolean) => {
    const next = new Set(openModels);
    if (open) next.add(name);
    else next.delete(name);
    setOpenModels(next);
  };
  const showModel = (name: string) => {
    toggleModel(name, true);
    const summary = document.getElementById(modelID(name));
    summary?.scrollIntoView({ block: 'start' });
    summary?.focus();
  };
  const link = (name: string) => (names.has(name) ? () => showModel(name) : null);
  return (
    <div className={styles.outline}>
      {outline.title && (
        <p className={styles.title}>
          <strong>{outline.title}</strong>
          {outline.version && <span className="meta">version {outline.version}</span>}
        </p>
      )}
      {outline.description && <Markdown text={outline.description} />}
      {outline.facts.length > 0 && <Facts facts={outline.facts} />}
      {outline.omitted.length > 0 && (
        <p className="meta">Too long to show whole: {outline.omitted.join(', ')} are only in the source.</p>
      )}
      {total > manyEntries && (
        <SearchField
          label="Find in specification"
          placeholder="Find in specification"
          value={filter}
          onChange={setFilter}
        />
      )}
      {groups.map((group) => (
        <section key={group.name} className={styles.group} aria-label={group.name}>
          <h3>
            {group.name} <span className="meta num">{formatCount(group.entries.length)}</span>
          </h3>
          {group.description && <Markdown text={group.description} />}
          <div className={styles.entries}>
            {keyed(group.entries, ({ badge, title }) => `${badge} ${title}`).map(([key, entry]) => (
              <Disclosure key={key} summary={<EntryHead entry={entry} />}>
                <EntryBody entry={entry} link={link} />
              </Disclosure>
            ))}
          </div>
        </section>
      ))}
      {total === 0 && <p className="muted">It describes no operation.</p>}
      {total > 0 && groups.length === 0 && <p className="muted">Nothing matches “{filter.trim()}”.</p>}
      {outline.models.length > 0 && (
        <section className={styles.group} aria-label="Types">
          <h3>
            Types <span className="meta num">{formatCount(outline.models.length)}</span>
          </h3>
          <div className={styles.entries}>
            {outline.models.map((model) => (
              <Disclosure
                key={model.name}
                id={modelID(model.name)}
                open={openModels.has(model.name)}
                onToggle={(open) => toggleModel(model.name, open)}
                summary={
                  <>
                    <code className={styles.path}>{model.name}</code>
                    <span className="meta">{model.kind}</span>
                  </>
                }
              >
                <ModelBody model={model} link={link} />
              </Disclosure>
            ))}
          </div>
        </section>
      )}
    </div>
  );
}

type Link = (name: string) => (() => void) | null;

function EntryHead({ entry }: { entry: OutlineEntry }) {
  return (
    <>
      <span className={styles.badge}>{entry.badge}</span>
      <code className={entry.deprecated ? `${styles.path} ${styles.struck}` : styles.path}>{entry.title}</code>
      {entry.deprecated && <span className={styles.badge}>deprecated</span>}
      {entry.summary && <span className={styles.summary}>{entry.summary}</span>}
    </>
  );
}

function EntryBody({ entry, link }: { entry: OutlineEntry; link: Link }) {
  return (
    <>
      {entry.description && <Markdown text={entry.description} />}
      {keyed(entry.sections, ({ title }) => title).map(([key, section]) => (
        <section key={key} className={styles.section} aria-label={section.title}>
          <h4>{section.title}</h4>
          {section.note && <p className={styles.note}>{section.note}</p>}
          <FieldList fields={section.fields} link={link} />
        </section>
      ))}
      {entry.sections.length === 0 && !entry.description && <p className="muted">Nothing more is said about it.</p>}
    </>
  );
}

function ModelBody({ model, link }: { model: OutlineModel; link: Link }) {
  return (
    <>
      {model.description && <Markdown text={model.description} />}
      <FieldList fields={model.fields} link={link} />
      {model.fields.length === 0 && <p className="muted">It has no members.</p>}
    </>
  );
}
