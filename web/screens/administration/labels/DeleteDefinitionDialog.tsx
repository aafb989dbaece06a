import { useApolloClient } from '@apollo/client/react';
import { formatPlural } from '../../../format/counts.ts';
import { ShownDialog } from '../../../twoPeople/ShownDialog.tsx';
import { notify } from '../../../ui/notify.ts';
import { definitionRemoval } from './definitionEdit.ts';

/** Says which labels go with the definition, which rules match nothing afterwards, and what stops. */
export function DeleteDefinitionDialog({ labelKey, onClose }: { labelKey: string; onClose: () => void }) {
  const client = useApolloClient();
  return (
    <ShownDialog
      title={`Delete the definition of ${labelKey}?`}
      confirm="Delete"
      source={definitionRemoval(client, labelKey)}
      typed={({ previewLabelDefinitionDeletion: does }) =>
        does.labelCount > 0 || does.impact.breaks.total > 0 ? { name: labelKey, to: 'delete it with the labels' } : null
      }
      onDone={() => {
        notify({ family: 'connected', title: `Deleted the label ${labelKey}` });
        onClose();
      }}
      onClose={onClose}
    >
      {({ labelDefinition, previewLabelDefinitionDeletion: does }) => (
        <>
          <p>
            {does.labelCount === 0
              ? 'No object has this label.'
              : `Removes the label ${labelKey} from ${formatPlural(does.labelCount, 'object')}.`}{' '}
            {stopsInWords(does.impact.breaks.total)}
          </p>
          {labelDefinition?.schema && (
            <p>
              Its schema goes with it: <code>{shortened(labelDefinition.schema)}</code>
            </p>
          )}
          {does.rules.length > 0 && (
            <p>
              {does.rules.length === 1 ? 'This rule matches' : 'These rules match'} nothing afterwards, and whoever is
              in a scenario only by it leaves:{' '}
              {does.rules.map(({ scenario, selector }, at) => (
                <span key={`${scenario} ${selector.value}`}>
                  {at > 0 && ', '}
                  <code>{`${selector.key} = ${JSON.stringify(selector.value)}`}</code> of <strong>{scenario}</strong>
                </span>
              ))}
              .
            </p>
          )}
        </>
      )}
    </ShownDialog>
  );
}

const longest = 200;

const shortened = (schema: string) => (schema.length > longest ? `${schema.slice(0, longest)}…` : schema);

function stopsInWords(stops: number): string {
  if (stops === 0) return 'No live connection stops.';
  return `${formatPlural(stops, 'live connection')} ${stops === 1 ? 'stops' : 'stop'}.`;
}
