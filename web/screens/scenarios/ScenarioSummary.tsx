import type { ReactNode } from 'react';
import { RecentActivity } from '../../activity/RecentActivity.tsx';
import { formatCount, formatList } from '../../format/counts.ts';
import { formatExact, formatRelative } from '../../format/moments.ts';
import { FocusPanel } from '../../members/focus/FocusPanel.tsx';
import type { RuntimeRow } from '../../members/rows.ts';
import type { LiveRows } from '../../members/useMemberRows.ts';
import { type Rule, selectorInWords } from '../../rules/ruleWords.ts';
import { Facts } from '../../ui/Facts.tsx';
import { Callout, Panel, PanelColumns } from '../../ui/Panel.tsx';
import { StateGlyph } from '../../ui/StateGlyph.tsx';
import type { ScenarioRow } from './rows.ts';
import { ScenarioSentence } from './ScenarioSentence.tsx';
import { scenarioFinding } from './scenarioWords.ts';

interface ScenarioSummaryProps {
  row: ScenarioRow;
  rows: LiveRows;
  runtimes: readonly RuntimeRow[];
  /** Null until they have arrived. */
  rules: readonly Rule[] | null;
  href: string;
  connections: ReactNode;
}

export function ScenarioSummary({ row, rows, runtimes, rules, href, connections }: ScenarioSummaryProps) {
  const { family, word } = scenarioFinding(row);
  const troubled = runtimes
    .filter(({ finding }) => finding.family === 'failed' || finding.family === 'attention')
    .map(({ name }) => name);
  return (
    <PanelColumns
      side={
        <>
          <Panel title="About">
            <Facts
              facts={[
                { term: 'Applications', value: formatCount(row.applications) },
                { term: 'Runtimes', value: formatCount(row.runtimes) },
                { term: 'Live connections', value: formatCount(row.connections) },
                rules && {
                  term: 'Rules',
                  value:
                    rules.length === 0 ? 'none' : rules.map(({ selector }) => selectorInWords(selector)).join(', '),
                },
                {
                  term: 'Created',
                  value: formatExact(row.createdAt),
                  detail: formatRelative(row.createdAt, rows.now),
                },
              ]}
            />
          </Panel>
          <RecentActivity objectID={row.id} now={rows.now} href={`${href}?tab=activity`} />
        </>
      }
    >
      <Callout glyph={<StateGlyph family={family} word={word} glyphOnly />}>
        <ScenarioSentence row={row} />
        {troubled.length > 0 && (
          <>
            {' '}
            <strong>{formatList(troubled)}</strong> {troubled.length === 1 ? 'needs' : 'need'} attention.
          </>
        )}
      </Callout>
      <FocusPanel id={row.id} rows={rows} />
      {connections}
    </PanelColumns>
  );
}
