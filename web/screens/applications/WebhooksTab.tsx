import { useMutation, useQuery } from '@apollo/client/react';
import { useState } from 'react';
import { describeError } from '../../errors.ts';
import {
  ApplicationDetailsDocument,
  DeleteWebhookDocument,
  SendTestEventDocument,
  WebhookDeliveriesDocument,
  WebhooksDocument,
  type WebhooksQuery,
} from '../../graphql.generated.ts';
import { useSkipPoll } from '../../live/landscape.ts';
import { ConfirmDialog } from '../../members/ConfirmDialog.tsx';
import { useSession } from '../../session/session.ts';
import { ActionMenu } from '../../ui/ActionMenu.tsx';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Moment } from '../../ui/Moment.tsx';
import { notify } from '../../ui/notify.ts';
import { Panel, PanelColumns, PanelTable } from '../../ui/Panel.tsx';
import { QueryState } from '../../ui/QueryState.tsx';
import { StateGlyph } from '../../ui/StateGlyph.tsx';
import { useReading } from '../../ui/useReading.ts';
import { DeliveriesPanel } from './DeliveriesPanel.tsx';
import { AddWebhookDialog, EditWebhookDialog } from './WebhookDialog.tsx';
import { WebhookSecretDialog } from './WebhookSecretDialog.tsx';
import { addressInWords } from './webhookWords.ts';

type Webhook = NonNullable<NonNullable<WebhooksQuery['application']>['webhooks']>[number];
type Opened = { dialog: 'edit' | 'secret' | 'delete'; webhook: Webhook } | { dialog: 'add' };

const pollMs = 2500;

/** Where an Application is notified, and what became of the notifications. */
export function WebhooksTab({ applicationID, owner, now }: { applicationID: string; owner: string; now: number }) {
  const { can } = useSession();
  const mayWrite = can('application:write');
  const [opened, setOpened] = useState<Opened | null>(null);
  const query = useQuery(WebhooksDocument, {
    variables: { applicationID },
    fetchPolicy: 'cache-and-network',
    // Whether it fails changes without the landscape changing, so nothing announces it.
    pollInterval: pollMs,
    skipPollAttempt: useSkipPoll(),
  });
  const [sendTest] = useMutation(SendTestEventDocument, { refetchQueries: [WebhookDeliveriesDocument] });
  const reading = useReading(query);
  const webhooks = reading.data && (reading.data.application?.webhooks ?? []);
  const close = () => setOpened(null);
  const add = () => setOpened({ dialog: 'add' });

  const test = (id: string) =>
    sendTest({ variables: { id } }).then(
      () => notify({ family: 'pending', title: 'Queued a test event', detail: 'It follows what already waits.' }),
      (problem) =>
        notify({ family: 'failed', title: 'No test event was sent', detail: describeError(problem).message }),
    );

  return (
    <PanelColumns>
      <Panel
        title="Webhooks"
        note="called with every event that concerns the application"
        aside={
          mayWrite &&
          webhooks &&
          webhooks.length > 0 && (
            <Button size="small" onClick={add}>
              Add…
            </Button>
          )
        }
        flush
      >
        <QueryState what="Webhooks" reading={reading} shape={{ columns: 4, rows: 2 }} />
        {webhooks?.length === 0 && (
          <EmptyState
            title="No webhooks"
            actions={
              mayWrite && (
                <Button tone="primary" onClick={add}>
                  Add a webhook…
                </Button>
              )
            }
          >
            <p>
              With a webhook, {owner} learns at once that it was connected, that a scenario or its runtime changed, or
              that credentials are needed.
            </p>
          </EmptyState>
        )}
        {webhooks && webhooks.length > 0 && (
          <PanelTable label="Webhooks">
            <thead>
              <tr>
                <th scope="col">Address</th>
                <th scope="col">State</th>
                <th scope="col">Authentication</th>
                <th scope="col">
                  <span className="visually-hidden">Actions</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {webhooks.map((webhook) => (
                <tr key={webhook.id}>
                  <th scope="row">{addressInWords(webhook.url)}</th>
                  <td>
                    {webhook.failingSince === null ? (
                      <StateGlyph family="idle" word="No failure" />
                    ) : (
                      <StateGlyph family="failed" word="Failing">
                        <span className="meta">
                          {' '}
                          first <Moment at={webhook.failingSince} now={now} />: {webhook.lastError}
                        </span>
                      </StateGlyph>
                    )}
                  </td>
                  <td>{webhook.hasAuth ? 'Set' : 'None'}</td>
                  <td>
                    {mayWrite && (
                      <ActionMenu
                        trigger={
                          <Button
                            iconOnly
                            size="small"
                            icon="i-more"
                            aria-label={`Actions of webhook ${addressInWords(webhook.url)}`}
                          />
                        }
                        actions={[
                          { label: 'Send test event', run: () => void test(webhook.id) },
                          { label: 'Signing secret…', run: () => setOpened({ dialog: 'secret', webhook }) },
                          { label: 'Edit…', run: () => setOpened({ dialog: 'edit', webhook }) },
                          'divider',
                          { label: 'Delete…', run: () => setOpened({ dialog: 'delete', webhook }) },
                        ]}
                      />
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </PanelTable>
        )}
      </Panel>
      <DeliveriesPanel applicationID={applicationID} webhooks={webhooks ?? []} mayWrite={mayWrite} now={now} />
      {opened?.dialog === 'add' && <AddWebhookDialog applicationID={applicationID} owner={owner} onClose={close} />}
      {opened?.dialog === 'edit' && (
        <EditWebhookDialog applicationID={applicationID} owner={owner} id={opened.webhook.id} onClose={close} />
      )}
      {opened?.dialog === 'secret' && (
        <WebhookSecretDialog applicationID={applicationID} webhookID={opened.webhook.id} onClose={close} />
      )}
      {opened?.dialog === 'delete' && <DeleteWebhookDialog owner={owner} webhook={opened.webhook} onClose={close} />}
    </PanelColumns>
  );
}

function DeleteWebhookDialog({ owner, webhook, onClose }: { owner: string; webhook: Webhook; onClose: () => void }) {
  const refetchQueries = [WebhooksDocument, ApplicationDetailsDocument, WebhookDeliveriesDocument];
  const [remove] = useMutation(DeleteWebhookDocument, { refetchQueries });
  return (
    <ConfirmDialog
      title="Delete webhook?"
      confirm="Delete"
      run={async () => {
        await remove({ variables: { id: webhook.id } });
        notify({ family: 'connected', title: `Deleted a webhook of ${owner}` });
        onClose();
      }}
      onClose={onClose}
    >
      <p>
        <strong>{owner}</strong> is no longer called at {addressInWords(webhook.url)}. What waits for delivery is
        dropped, and the record of its deliveries goes with it.
      </p>
    </ConfirmDialog>
  );
}
