import { useMutation, useQuery } from '@apollo/client/react';
import { describeError } from '../../../errors.ts';
import { formatList, formatPlural } from '../../../format/counts.ts';
import {
  type ConnectionPolicy,
  PreviewConnectionPolicyDocument,
  SetConnectionPolicyDocument,
} from '../../../graphql.generated.ts';
import { ConfirmDialog } from '../../../members/ConfirmDialog.tsx';
import { FormProblem } from '../../../members/FormProblem.tsx';
import { usePaths } from '../../../paths.ts';
import { policies, previewInWords } from '../../../settings/policyWords.ts';
import { Button } from '../../../ui/Button.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import { Link } from '../../../ui/Link.tsx';
import { notify } from '../../../ui/notify.ts';

interface PolicyDialogProps {
  to: ConnectionPolicy;
  onDone: () => void;
  onClose: () => void;
}

const mostShown = 10;

/** Says what another policy would mean before it is set; conflicts have to be resolved first. */
export function PolicyDialog({ to, onDone, onClose }: PolicyDialogProps) {
  const paths = usePaths();
  const { data, error } = useQuery(PreviewConnectionPolicyDocument, {
    variables: { policy: to },
    fetchPolicy: 'network-only',
  });
  const [set] = useMutation(SetConnectionPolicyDocument);
  const preview = data?.previewConnectionPolicy;
  const title = `Change to ${policies[to].label.toLowerCase()}?`;
  const text = preview && previewInWords(preview);
  if (!preview || text === null) {
    const conflicts = preview?.conflicts ?? [];
    return (
      <Dialog
        open
        onClose={onClose}
        title={preview ? `Not yet: ${formatPlural(conflicts.length, 'application')} in the way` : title}
        actions={<Button onClick={onClose}>Close</Button>}
      >
        {error && <FormProblem text={describeError(error).message} />}
        {preview && (
          <>
            <p>
              Under {policies[to].label.toLowerCase()} an application has one connection. Which of several goes on is
              for you to decide: disconnect the others first, then change the policy.
            </p>
            <ul>
              {conflicts.slice(0, mostShown).map(({ application, runtimes }) => (
                <li key={application.id}>
                  <Link className="text-link" href={paths.application(application.id)}>
                    {application.name}
                  </Link>{' '}
                  is connected to {formatList(runtimes.map(({ name }) => name))}
                </li>
              ))}
            </ul>
            {conflicts.length > mostShown && <p className="meta">and {conflicts.length - mostShown} more</p>}
          </>
        )}
      </Dialog>
    );
  }
  return (
    <ConfirmDialog
      title={title}
      confirm={`Change to ${policies[to].label.toLowerCase()}`}
      run={async () => {
        await set({ variables: { policy: to } });
        notify({ family: 'connected', title: `The connection policy is ${policies[to].label.toLowerCase()} now` });
        onDone();
      }}
      onClose={onClose}
    >
      <p>{policies[to].means}</p>
      <p>{text}</p>
    </ConfirmDialog>
  );
}
