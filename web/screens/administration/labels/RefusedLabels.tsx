import { formatCount, formatPlural } from '../../../format/counts.ts';
import type { PreviewLabelDefinitionQuery } from '../../../graphql.generated.ts';
import { inWords } from '../../../labels/labelProblems.ts';
import { usePaths } from '../../../paths.ts';
import { Icon } from '../../../ui/Icon.tsx';
import { Link } from '../../../ui/Link.tsx';
import { PanelTable } from '../../../ui/Panel.tsx';
import { StateGlyph } from '../../../ui/StateGlyph.tsx';

/** Whether the values there are satisfy a schema, and which do not. */
export function RefusedLabels({ preview }: { preview: PreviewLabelDefinitionQuery['previewLabelDefinition'] | null }) {
  const paths = usePaths();
  if (!preview) return <p className="muted">Every existing value is checked as you type.</p>;
  const { labelCount, refusedCount, refused } = preview;
  return (
    <div aria-live="polite">
      {refusedCount === 0 ? (
        <p className="muted">
          {labelCount === 0 ? 'No object has this label yet.' : `All ${formatPlural(labelCount, 'value')} satisfy it.`}
        </p>
      ) : (
        <>
          <StateGlyph
            family="failed"
            word={`${formatCount(refusedCount)} of ${formatPlural(labelCount, 'value')} would not satisfy it. Change them first.`}
          />
          <PanelTable label="Values that would not satisfy the schema">
            <thead>
              <tr>
                <th scope="col">Object</th>
                <th scope="col">Value</th>
                <th scope="col">Problem</th>
              </tr>
            </thead>
            <tbody>
              {refused.map(({ object, value, problem }) => (
                <tr key={object.id}>
                  <th scope="row">
                    <Icon name={object.kind === 'RUNTIME' ? 'k-runtime' : 'k-application'} />{' '}
                    <Link
                      className="text-link"
                      href={`${object.kind === 'RUNTIME' ? paths.runtime(object.id) : paths.application(object.id)}?tab=labels`}
                    >
                      {object.name}
                    </Link>
                  </th>
                  <td>
                    <code>{JSON.stringify(value)}</code>
                  </td>
                  <td>{inWords(problem).replace('Does not fit the schema of this key: ', '')}</td>
                </tr>
              ))}
            </tbody>
          </PanelTable>
          {refused.length < refusedCount && (
            <p className="meta">
              {formatCount(refused.length)} of {formatCount(refusedCount)} shown.
            </p>
          )}
        </>
      )}
    </div>
  );
}
