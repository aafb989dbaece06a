import { useMutation, useQuery } from '@apollo/client/react';
import { formatPlural } from '../../../format/counts.ts';
import { DeleteLabelDefinitionDocument, PreviewLabelDefinitionDeletionDocument } from '../../../graphql.generated.ts';
import { ConfirmDialog } from '../../../members/ConfirmDialog.tsx';
import { notify } from '../../../ui/notify.ts';

/** Says which labels go with the definition, which rules match nothing afterwards, and what stops. */
export function DeleteDefinitionDialog({ labelKey, onClose }: { labelKey: string; onClose: () => void }) {
  const { data, error } = useQuery(PreviewLabelDefinitionDeletionDocument, {
    variables: { key: labelKey },
    fetchPolicy: 'network-only',
  });
  const [remove] = useMutation(DeleteLabelDefinitionDocument);
  const does = data?.previewLabelDefinitionDeletion;
  // Nobody confirms before the consequences are known.
  if (!does && !error) return null;
  const stops = does?.impact.breaks.total ?? 0;
  const needsName = does && (does.labelCount > 0 || stops > 0);
  return (
    <ConfirmDialog
      title={`Delete the definition of ${labelKey}?`}
      confirm="Delete"
      typed={needsName ? { name: labelKey, to: 'delete it with the labels' } : null}
      run={async () => {
        await remove({ variables: { key: labelKey } });
        notify({ family: 'connected', title: `Deleted the label ${labelKey}` });
        onClose();
      }}
      onClose={onClose}
    >
      {does && (
        <>
          <p>
            {does.labelCount === 0
              ? 'No object has this label.'
              : `Removes the label ${labelKey} from ${formatPlural(does.labelCount, 'object')}.`}{' '}
            {stops === 0
              ? 'No live connection stops.'
              : `${formatPlural(stops, 'live connection')} ${stops === 1 ? 'stops' : 'stop'}.`}
          </p>
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
    </ConfirmDialog>
  );
}
