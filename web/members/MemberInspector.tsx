import type { ReactNode } from 'react';
import { useCommands } from '../commands/commands.ts';
import { usePaths } from '../paths.ts';
import { useSession } from '../session/session.ts';
import { Button } from '../ui/Button.tsx';
import { type Fact, Facts } from '../ui/Facts.tsx';
import { Inspector, InspectorActions, InspectorSection, InspectorSentence } from '../ui/Inspector.tsx';
import { StateGlyph } from '../ui/StateGlyph.tsx';
import type { MemberDialogName } from './MemberDialogs.tsx';
import type { ApplicationRow, RuntimeRow } from './rows.ts';

interface MemberInspectorProps {
  row: ApplicationRow | RuntimeRow;
  /** What is the matter, beginning with its name. */
  sentence: ReactNode;
  /** A second paragraph. */
  warning?: ReactNode;
  facts: readonly (Fact | null | false | undefined)[];
  /** Above the facts. */
  picture?: ReactNode;
  /** Leads to the page that hands out a token. */
  connectButton: ReactNode;
  onDialog: (name: MemberDialogName) => void;
  onClose: () => void;
}

/** What is known of the selected Application or Runtime, and what can be done to it. */
export function MemberInspector(props: MemberInspectorProps) {
  const { row, onDialog } = props;
  const paths = usePaths();
  const { can } = useSession();
  const isRuntime = row.kind === 'RUNTIME';
  const mayWrite = can(isRuntime ? 'runtime:write' : 'application:write');
  useCommands({
    label: `On ${row.name}`,
    commands: [
      ...(can('landscape:write')
        ? [
            {
              id: 'assign',
              label: 'Assign to scenario…',
              icon: 'k-scenario' as const,
              shortcut: 'a',
              run: () => onDialog('assign'),
            },
          ]
        : []),
      ...(mayWrite
        ? [
            { id: 'edit', label: 'Edit…', shortcut: 'e', run: () => onDialog('edit') },
            { id: 'unregister', label: 'Unregister…', run: () => onDialog('unregister') },
          ]
        : []),
    ],
  });
  return (
    <Inspector
      kind={isRuntime ? 'Runtime' : 'Application'}
      icon={isRuntime ? 'k-runtime' : 'k-application'}
      title={row.name}
      href={isRuntime ? paths.runtime(row.id) : paths.application(row.id)}
      onClose={props.onClose}
      state={<StateGlyph {...row.finding} />}
    >
      <InspectorSection>
        <InspectorSentence>{props.sentence}</InspectorSentence>
        {props.warning && <InspectorSentence>{props.warning}</InspectorSentence>}
      </InspectorSection>
      <InspectorSection>
        {props.picture}
        <Facts facts={props.facts} />
      </InspectorSection>
      <InspectorSection>
        <InspectorActions>
          {mayWrite && props.connectButton}
          <Button icon="i-map" href={`${paths.map}?select=${row.id}`}>
            Show on map
          </Button>
          {can('landscape:write') && <Button onClick={() => onDialog('assign')}>Assign…</Button>}
          {mayWrite && <Button onClick={() => onDialog('edit')}>Edit…</Button>}
          {mayWrite && <Button onClick={() => onDialog('unregister')}>Unregister…</Button>}
        </InspectorActions>
      </InspectorSection>
    </Inspector>
  );
}
