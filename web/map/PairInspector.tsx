import { explainPair } from '../../landscape/explain.ts';
import type { Index } from '../../landscape/impact.ts';
import { useChanges } from '../changes/changesContext.ts';
import { summarise } from '../changes/describe.ts';
import { formatExactZoned, formatRelative, formatSince } from '../format/moments.ts';
import type { LiveLandscape } from '../live/landscape.ts';
import { Button } from '../ui/Button.tsx';
import { Chip, Chips } from '../ui/Chip.tsx';
import { CopyButton } from '../ui/CopyButton.tsx';
import { Facts } from '../ui/Facts.tsx';
import { Icon } from '../ui/Icon.tsx';
import { Inspector, InspectorActions, InspectorSection, InspectorSentence } from '../ui/Inspector.tsx';
import { Moment } from '../ui/Moment.tsx';
import { StateGlyph } from '../ui/StateGlyph.tsx';
import type { MapDialog } from './MapDialogs.tsx';
import { lineId, type MapModel } from './model.ts';
import { PairHistory } from './PairHistory.tsx';
import { pairActions } from './pairActions.ts';
import { UnenforcedRemovals } from './UnenforcedRemovals.tsx';
import { usePairLog } from './usePairLog.ts';
import { WhatWouldAllow } from './WhatWouldAllow.tsx';
import type { Family } from './words.ts';

interface PairInspectorProps {
  applicationID: string;
  runtimeID: string;
  model: MapModel;
  index: Index;
  landscape: LiveLandscape;
  now: number;
  /** What the log says now is of no use to another moment. */
  isPast: boolean;
  onSelect: (ids: readonly string[]) => void;
  onDialog: (dialog: MapDialog) => void;
}

const stateOfPair: Record<string, { family: Family; word: string }> = {
  FORBIDDEN: { family: 'idle', word: 'Not allowed' },
  AVAILABLE: { family: 'idle', word: 'Allowed, not connected' },
  BLOCKED: { family: 'failed', word: 'Refused' },
  CONNECTED: { family: 'connected', word: 'Connected' },
};

/** A connection, or the answer to why there is none. */
export function PairInspector(props: PairInspectorProps) {
  const { applicationID, runtimeID, model, index, landscape, now, isPast, onSelect, onDialog } = props;
  const { propose, preview, mayWrite, whyNot } = useChanges();
  const carrier = landscape.runtimes.find(({ id }) => id === runtimeID);
  const answer = explainPair(index, applicationID, runtimeID, {
    since: (at) => formatSince(at, now),
    lastSync: carrier?.lastContactAt ? formatRelative(carrier.lastContactAt, now) : null,
  });
  const log = usePairLog(index, { applicationID, runtimeID }, isPast ? null : answer);
  const application = model.cards.get(applicationID)?.name ?? '';
  const runtime = model.cards.get(runtimeID)?.name ?? '';
  if (!answer) return null;
  const line = model.lines.find(({ id }) => id === lineId(applicationID, runtimeID));
  const look = line ?? stateOfPair[answer.state]!;
  const holder = answer.heldBy && answer.heldBy !== runtimeID ? model.cards.get(answer.heldBy)?.name : null;
  const actions = pairActions(answer.state, {
    ...{ applicationID, runtimeID, application, runtime, propose, onDialog, onSelect },
  });
  const main = actions.find(({ kind }) => kind === 'main');
  const does = main?.change && preview([main.change]);
  return (
    <Inspector
      kind={answer.state === 'FORBIDDEN' ? 'Why not?' : 'Connection'}
      title={
        <>
          {application} <Icon name="i-arrow" label="to" /> {runtime}
        </>
      }
      state={
        <StateGlyph family={look.family} word={look.word}>
          {look.family === 'connected' && answer.since !== null && (
            <span className="muted">
              since {formatSince(answer.since, now)}, <Moment at={answer.since} now={now} />
            </span>
          )}
        </StateGlyph>
      }
      onClose={() => onSelect([])}
      footer={
        answer.state === 'FORBIDDEN' && (
          <InspectorActions>
            <CopyButton
              value={[answer.explanation, log.parted].filter(Boolean).join(' ')}
              label="Copy answer"
              done="Answer copied"
            />
            {log.href && <Button href={log.href}>Open in Activity</Button>}
          </InspectorActions>
        )
      }
    >
      <InspectorSection>
        <InspectorSentence>{answer.explanation}</InspectorSentence>
        {log.parted && <InspectorSentence>{log.parted}</InspectorSentence>}
        {line?.word.startsWith('Frozen') && (
          <InspectorSentence>
            Calls between the two go on, but no change, removal or new credential reaches {runtime}.
          </InspectorSentence>
        )}
        <UnenforcedRemovals runtime={carrier} />
      </InspectorSection>
      {answer.state === 'FORBIDDEN' && <WhatWouldAllow {...{ index, applicationID, runtimeID, holder }} />}
      <InspectorSection>
        <Facts
          facts={[
            {
              term: 'In common',
              value:
                answer.scenarios.length > 0 ? (
                  <Chips>
                    {answer.scenarios.map((name) => (
                      <Chip key={name}>{name}</Chip>
                    ))}
                  </Chips>
                ) : (
                  'No scenario'
                ),
            },
            holder !== null && { term: 'Held by', value: holder },
            answer.since !== null && {
              term: 'Connected',
              value: formatRelative(answer.since, now),
              detail: formatExactZoned(answer.since),
            },
            {
              term: 'Rule',
              value:
                index.facts.connectionPolicy === 'EXCLUSIVE' ? 'One runtime per application' : 'Any number of runtimes',
            },
          ]}
        />
      </InspectorSection>
      <InspectorSection>
        {[actions.filter(({ kind }) => kind !== 'look'), actions.filter(({ kind }) => kind === 'look')].map(
          (row, at) => (
            <InspectorActions key={at === 0 ? 'change' : 'look'}>
              {row.map(({ label, kind, run }) => (
                <Button
                  key={label}
                  wide={kind === 'main'}
                  disabled={kind !== 'look' && !mayWrite}
                  onClick={run}
                  {...(kind === 'main' ? { tone: 'primary' } : kind === 'look' ? { tone: 'quiet' } : {})}
                >
                  {label}
                </Button>
              ))}
            </InspectorActions>
          ),
        )}
        {whyNot && <p className="meta">{whyNot}</p>}
        {mayWrite && does && does.breaks.length > 0 && <p className="meta">{summarise(does)}. It opens as a draft.</p>}
      </InspectorSection>
      {log.href && <PairHistory log={log} now={now} hasLink={answer.state !== 'FORBIDDEN'} />}
    </Inspector>
  );
}
