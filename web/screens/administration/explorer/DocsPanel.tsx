import type { GraphQLSchema } from 'graphql';
import { useState } from 'react';
import { formatCount, formatPlural } from '../../../format/counts.ts';
import { Button } from '../../../ui/Button.tsx';
import { Inspector, InspectorSection, InspectorSentence } from '../../../ui/Inspector.tsx';
import { SearchField } from '../../../ui/SearchField.tsx';
import { DocsFields, TypeLink } from './DocsFields.tsx';
import styles from './DocsPanel.module.css';
import { DocsText } from './DocsText.tsx';
import { docsOf, rootsOf, searchDocs } from './docs.ts';
import type { DocsAddress } from './useDocsAddress.ts';

interface DocsPanelProps {
  schema: GraphQLSchema | null;
  /** The contract could not be read. */
  isMissing: boolean;
  address: DocsAddress;
}

/** The contract to read beside the request: where to begin, one type, or what a search finds. */
export function DocsPanel({ schema, isMissing, address }: DocsPanelProps) {
  const [text, setText] = useState('');
  const { place, close } = address;
  const [name = '', field = null] = (place ?? '').split('.');
  const open = (to: string) => {
    setText('');
    address.open(to);
  };
  const type = schema && name !== '' ? docsOf(schema, name) : null;
  return (
    <Inspector
      kind="Documentation"
      title={type ? type.name : 'The contract'}
      state={type && <span className="meta">{type.kind}</span>}
      onClose={close}
    >
      <div className={styles.search}>
        {name !== '' && (
          <Button tone="quiet" iconOnly icon="i-prev" aria-label="The contract" onClick={() => open('')} />
        )}
        <SearchField label="Find a type or field" placeholder="Find a type or field" value={text} onChange={setText} />
      </div>
      {!schema && (
        <InspectorSection>{isMissing ? 'The contract could not be read.' : 'Reading the contract…'}</InspectorSection>
      )}
      {schema && text.trim() !== '' && <Hits schema={schema} text={text} open={open} />}
      {schema && text.trim() === '' && name === '' && <Beginning schema={schema} open={open} />}
      {schema && text.trim() === '' && name !== '' && !type && (
        <InspectorSection>The contract has no type {name}.</InspectorSection>
      )}
      {text.trim() === '' && type && (
        <>
          {type.description && (
            <InspectorSection>
              <DocsText text={type.description} />
            </InspectorSection>
          )}
          {type.related && (
            <InspectorSection title={type.related.title}>
              <ul className={styles.names}>
                {type.related.names.map((each) => (
                  <li key={each}>
                    <TypeLink text={each} name={each} open={open} />
                  </li>
                ))}
              </ul>
            </InspectorSection>
          )}
          {type.fields.length > 0 && (
            <InspectorSection title={type.fieldsTitle} aside={formatCount(type.fields.length)}>
              <DocsFields key={type.name} fields={type.fields} current={field} open={open} />
            </InspectorSection>
          )}
        </>
      )}
    </Inspector>
  );
}

interface PartProps {
  schema: GraphQLSchema;
  open: (place: string) => void;
}

function Beginning({ schema, open }: PartProps) {
  return (
    <>
      <InspectorSection>
        <InspectorSentence>
          This is the API the console itself uses, and everything else that manages this tenant. What you may not do is
          refused with the right it needs.
        </InspectorSentence>
      </InspectorSection>
      <InspectorSection title="A request begins with">
        <ul className={styles.names}>
          {rootsOf(schema).map(({ name, count }) => (
            <li key={name}>
              <TypeLink text={name} name={name} open={open} />{' '}
              <span className="meta">{formatPlural(count, 'operation')}</span>
            </li>
          ))}
        </ul>
      </InspectorSection>
      <InspectorSection title="In the editor">
        <p>Ctrl with Space completes. Ctrl and a click, or Cmd and a click, opens what is clicked here.</p>
      </InspectorSection>
    </>
  );
}

function Hits({ schema, text, open }: PartProps & { text: string }) {
  const { hits, totalCount } = searchDocs(schema, text);
  return (
    <InspectorSection
      title={totalCount === 0 ? `Nothing is named like “${text.trim()}”` : formatPlural(totalCount, 'hit')}
      aside={hits.length < totalCount && `the first ${hits.length}`}
    >
      <ul className={styles.names}>
        {hits.map(({ type, field }) => {
          const place = field === null ? type : `${type}.${field}`;
          return (
            <li key={place}>
              <TypeLink text={place} name={place} open={open} />
            </li>
          );
        })}
      </ul>
    </InspectorSection>
  );
}
