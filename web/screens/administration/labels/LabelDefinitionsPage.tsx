import { useQuery } from '@apollo/client/react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { formatCount, formatPlural } from '../../../format/counts.ts';
import { LabelKeysDocument, type LabelKeysQuery } from '../../../graphql.generated.ts';
import { schemaInWords } from '../../../labels/schemaField.ts';
import { usePaths } from '../../../paths.ts';
import { useSession } from '../../../session/session.ts';
import { ActionMenu } from '../../../ui/ActionMenu.tsx';
import { Button } from '../../../ui/Button.tsx';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { Page } from '../../../ui/Page.tsx';
import { Panel, PanelColumns, PanelTable } from '../../../ui/Panel.tsx';
import { QueryState } from '../../../ui/QueryState.tsx';
import { SearchField } from '../../../ui/SearchField.tsx';
import { useReading } from '../../../ui/useReading.ts';
import { CreateDefinitionDialog, EditDefinitionDialog } from './DefinitionDialogs.tsx';
import { DeleteDefinitionDialog } from './DeleteDefinitionDialog.tsx';

type LabelKey = LabelKeysQuery['labelKeys'][number];
type Opened = { name: 'create' } | { name: 'edit' | 'delete'; key: string };

const manyKeys = 12;

/** The label keys of the tenant: what their values have to be, and how often they are used. */
export function LabelDefinitionsPage() {
  const { can } = useSession();
  const mayWrite = can('label_definition:write');
  const [dialog, setDialog] = useState<Opened | null>(null);
  const { find = '' }: { find?: unknown } = useSearch({ strict: false });
  const filter = String(find);
  const navigate = useNavigate();
  const page = usePaths().administrationPage('labels');
  const setFilter = (text: string) =>
    void navigate({ href: text ? `${page}?find=${encodeURIComponent(text)}` : page, replace: true });
  const query = useQuery(LabelKeysDocument, { fetchPolicy: 'cache-and-network' });
  const reading = useReading(query);
  const keys = reading.data?.labelKeys;
  const wanted = filter.trim().toLowerCase();
  const shown = keys?.filter(({ key }) => key.toLowerCase().includes(wanted));
  const close = () => {
    setDialog(null);
    void query.refetch();
  };
  const create = () => setDialog({ name: 'create' });
  return (
    <Page
      title="Label definitions"
      actions={
        mayWrite && (
          <Button tone="primary" icon="i-plus" onClick={create}>
            Define a label…
          </Button>
        )
      }
    >
      <PanelColumns>
        <Panel
          title="Keys"
          note={keys && `${formatCount(keys.length)}; scenarios follow from the scenarios there are`}
          aside={
            keys &&
            (keys.length > manyKeys || filter !== '') && (
              <SearchField label="Find key" placeholder="Find key" value={filter} onChange={setFilter} />
            )
          }
          flush
        >
          <QueryState what="Label definitions" reading={reading} shape={{ columns: 4, rows: 3 }} />
          {keys?.length === 0 && (
            <EmptyState title="No labels yet" actions={mayWrite && <Button onClick={create}>Define a label…</Button>}>
              <p>
                A definition says which values a label may have. One without a schema comes into being with the label.
              </p>
            </EmptyState>
          )}
          {shown && shown.length > 0 && (
            <PanelTable label="Label definitions">
              <thead>
                <tr>
                  <th scope="col">Key</th>
                  <th scope="col">Values</th>
                  <th scope="col">Used by</th>
                  <th scope="col">
                    <span className="visually-hidden">Actions</span>
                  </th>
                </tr>
              </thead>
              <tbody>
                {shown.map((each) => (
                  <tr key={each.key}>
                    <th scope="row">
                      <code>{each.key}</code>
                    </th>
                    <td>{schemaInWords(each.schema)}</td>
                    <td>{usedBy(each)}</td>
                    <td>
                      {mayWrite && (
                        <ActionMenu
                          trigger={
                            <Button
                              tone="quiet"
                              iconOnly
                              size="small"
                              icon="i-more"
                              aria-label={`Actions of label ${each.key}`}
                            />
                          }
                          actions={[
                            { label: 'Edit schema…', run: () => setDialog({ name: 'edit', key: each.key }) },
                            { label: 'Delete…', run: () => setDialog({ name: 'delete', key: each.key }) },
                          ]}
                        />
                      )}
                    </td>
                  </tr>
                ))}
              </tbody>
            </PanelTable>
          )}
          {keys && keys.length > 0 && shown?.length === 0 && (
            <EmptyState title={`No key contains “${filter.trim()}”`}>
              <Button onClick={() => setFilter('')}>Show all</Button>
            </EmptyState>
          )}
        </Panel>
      </PanelColumns>
      {dialog?.name === 'create' && <CreateDefinitionDialog onClose={close} />}
      {dialog?.name === 'edit' && <EditDefinitionDialog labelKey={dialog.key} onClose={close} />}
      {dialog?.name === 'delete' && <DeleteDefinitionDialog labelKey={dialog.key} onClose={close} />}
    </Page>
  );
}

function usedBy({ applicationCount, runtimeCount }: LabelKey): string {
  const parts = [
    applicationCount > 0 && formatPlural(applicationCount, 'application'),
    runtimeCount > 0 && formatPlural(runtimeCount, 'runtime'),
  ].filter(Boolean);
  return parts.join(', ') || 'nothing';
}
