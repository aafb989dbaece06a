import { useQuery } from '@apollo/client/react';
import { useState } from 'react';
import { formatCount } from '../../../format/counts.ts';
import { byName } from '../../../format/inOrder.ts';
import { ApplicationTemplatesDocument, type TemplateFragment } from '../../../graphql.generated.ts';
import { useSession } from '../../../session/session.ts';
import { ActionMenu } from '../../../ui/ActionMenu.tsx';
import { Button } from '../../../ui/Button.tsx';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { MoreRow } from '../../../ui/MoreRow.tsx';
import { Page } from '../../../ui/Page.tsx';
import { Panel, PanelColumns, PanelTable } from '../../../ui/Panel.tsx';
import { QueryState } from '../../../ui/QueryState.tsx';
import { useReading } from '../../../ui/useReading.ts';
import { RegisterDialog } from './RegisterDialog.tsx';
import { CreateTemplateDialog, DeleteTemplateDialog, EditTemplateDialog } from './TemplateDialogs.tsx';

type Opened = { name: 'create' } | { name: 'edit' | 'delete' | 'register'; template: TemplateFragment };

const pageSize = 100;

/** Forms for Applications that are registered often, shared by all tenants. */
export function TemplatesPage() {
  const { can } = useSession();
  const mayWrite = can('application_template:write');
  const mayRegister = can('application:write');
  const [dialog, setDialog] = useState<Opened | null>(null);
  const [first, setFirst] = useState(pageSize);
  const query = useQuery(ApplicationTemplatesDocument, {
    variables: { first },
    fetchPolicy: 'cache-and-network',
  });
  const reading = useReading(query);
  const page = reading.data?.applicationTemplates;
  const close = () => {
    setDialog(null);
    void query.refetch();
  };
  const create = mayWrite && (
    <Button tone="primary" icon="i-plus" onClick={() => setDialog({ name: 'create' })}>
      Create a template…
    </Button>
  );
  return (
    <Page title="Application templates" actions={page && page.totalCount > 0 && create}>
      <PanelColumns>
        <Panel title="Templates" note={page && `${formatCount(page.totalCount)}, in every tenant`} flush>
          <QueryState what="Application templates" reading={reading} shape={{ columns: 4, rows: 3 }} />
          {page?.totalCount === 0 && (
            <EmptyState title="No templates" icon="k-application" actions={create}>
              <p>
                A template is a form for applications that are registered often. Its text may contain placeholders such
                as <code>{'{{name}}'}</code>.
              </p>
            </EmptyState>
          )}
          {page && page.data.length > 0 && (
            <PanelTable label="Application templates">
              <thead>
                <tr>
                  <th scope="col">Name</th>
                  <th scope="col">Description</th>
                  <th scope="col">Placeholders</th>
                  <th scope="col">
                    <span className="visually-hidden">Actions</span>
                  </th>
                </tr>
              </thead>
              <tbody>
                {byName(page.data).map((template) => (
                  <tr key={template.id}>
                    <th scope="row">{template.name}</th>
                    <td>{template.description ?? '–'}</td>
                    <td>{template.placeholders.map(({ name }) => name).join(', ') || 'none'}</td>
                    <td>
                      {(mayRegister || mayWrite) && (
                        <ActionMenu
                          trigger={
                            <Button
                              tone="quiet"
                              iconOnly
                              size="small"
                              icon="i-more"
                              aria-label={`Actions of template ${template.name}`}
                            />
                          }
                          actions={[
                            ...(mayRegister
                              ? [
                                  {
                                    label: 'Register an application from it…',
                                    run: () => setDialog({ name: 'register', template }),
                                  },
                                ]
                              : []),
                            ...(mayWrite
                              ? [
                                  { label: 'Edit…', run: () => setDialog({ name: 'edit', template }) },
                                  { label: 'Delete…', run: () => setDialog({ name: 'delete', template }) },
                                ]
                              : []),
                          ]}
                        />
                      )}
                    </td>
                  </tr>
                ))}
                <MoreRow
                  columns={4}
                  shown={page.data.length}
                  total={page.totalCount}
                  onMore={first === pageSize ? () => setFirst(2 * pageSize) : null}
                />
              </tbody>
            </PanelTable>
          )}
        </Panel>
      </PanelColumns>
      {dialog?.name === 'create' && <CreateTemplateDialog onClose={close} />}
      {dialog?.name === 'edit' && <EditTemplateDialog id={dialog.template.id} onClose={close} />}
      {dialog?.name === 'delete' && <DeleteTemplateDialog template={dialog.template} onClose={close} />}
      {dialog?.name === 'register' && <RegisterDialog template={dialog.template} onClose={close} />}
    </Page>
  );
}
