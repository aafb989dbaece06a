import type { Index } from '../../landscape/impact.ts';
import { useChanges } from '../changes/changesContext.ts';
import { counted } from '../changes/describe.ts';
import { formatDay, formatExactZoned } from '../format/moments.ts';
import type { LiveLandscape } from '../live/landscape.ts';
import { usePaths } from '../paths.ts';
import { Button } from '../ui/Button.tsx';
import { Chip, Chips } from '../ui/Chip.tsx';
import { Facts } from '../ui/Facts.tsx';
import { Inspector, InspectorActions, InspectorSection, InspectorSentence } from '../ui/Inspector.tsx';
import { Moment } from '../ui/Moment.tsx';
import { StateGlyph } from '../ui/StateGlyph.tsx';
import { ConnectionList } from './ConnectionList.tsx';
import { kindIcon } from './MapCardView.tsx';
import type { MapDialog } from './MapDialogs.tsx';
import type { MapCard, MapModel } from './model.ts';
import { UnenforcedRemovals } from './UnenforcedRemovals.tsx';

interface CardInspectorProps {
  card: MapCard;
  model: MapModel;
  index: Index;
  landscape: LiveLandscape;
  now: number;
  onSelect: (ids: readonly string[]) => void;
  onDialog: (dialog: MapDialog) => void;
  onMove: (ids: readonly string[]) => void;
  /** Opens the Focus mode around the card. */
  onFocus: (id: string) => void;
}

const kindWord = { APPLICATION: 'Application', RUNTIME: 'Runtime', SCENARIO: 'Scenario' } as const;

function enumerate(names: readonly string[]): string {
  const last = names.at(-1);
  return names.length < 2 ? (last ?? '') : `${names.slice(0, -1).join(', ')} and ${last}`;
}

/** One or two sentences that name the objects and say why. */
function sentenceOf({ card, model, index, landscape }: CardInspectorProps): string {
  if (card.kind === 'SCENARIO') {
    const applications = index.applicationsIn.get(card.name)?.length ?? 0;
    const runtimes = index.runtimesIn.get(card.name)?.length ?? 0;
    const mayTalk = `${counted(applications, 'application')} and ${counted(runtimes, 'runtime')} are in ${card.name}`;
    return applications > 0 && runtimes > 0 ? `${mayTalk} and may talk to each other.` : `${mayTalk}.`;
  }
  const scenarios = card.chips.map(({ name }) => name);
  const home = scenarios.length > 0 ? `${card.name} is in ${enumerate(scenarios)}` : `${card.name} is in no scenario`;
  if (card.kind === 'APPLICATION') {
    const held = landscape.connections.filter(({ applicationID }) => applicationID === card.id);
    const names = held.map(({ runtimeID }) => model.cards.get(runtimeID)?.name ?? '');
    return held.length > 0
      ? `${home} and connected to ${enumerate(names)}.`
      : `${home} and connected to no runtime. It may connect to any runtime there.`;
  }
  const carried = counted(card.degree, 'connection');
  return scenarios.length > 0
    ? `${home} and carries ${carried}.`
    : `${home}, so it may talk to no application. Assign it to one to allow that.`;
}

export function CardInspector(props: CardInspectorProps) {
  const { card, model, landscape, now, onSelect, onDialog, onMove, onFocus } = props;
  const { mayWrite, whyNot, propose } = useChanges();
  const paths = usePaths();
  const href = {
    APPLICATION: () => paths.application(card.id),
    RUNTIME: () => paths.runtime(card.id),
    SCENARIO: () => paths.scenario(card.name),
  }[card.kind]();
  const lines = model.lines.filter(
    ({ applicationID, runtimeID }) => applicationID === card.id || runtimeID === card.id,
  );
  const runtime = landscape.runtimes.find(({ id }) => id === card.id);
  const application = landscape.applications.find(({ id }) => id === card.id);
  const scenario = landscape.scenarios.find(({ id }) => id === card.id);
  const isMember = card.kind !== 'SCENARIO';
  const leave = (scenario: string) =>
    void propose([{ removeFromScenario: { objectID: card.id, scenario } }], {
      title: `Removed ${card.name} from ${scenario}`,
    });
  const moment = (at: number | null | undefined) => (at ? <Moment at={at} now={now} /> : null);
  return (
    <Inspector
      kind={kindWord[card.kind]}
      title={card.name}
      icon={kindIcon[card.kind]}
      state={isMember && <StateGlyph family={card.family} word={card.word} />}
      href={href}
      onClose={() => onSelect([])}
    >
      <InspectorSection>
        <InspectorSentence>{sentenceOf(props)}</InspectorSentence>
        <UnenforcedRemovals runtime={runtime} />
      </InspectorSection>
      <InspectorSection>
        <Facts
          facts={[
            isMember && {
              term: 'Scenarios',
              value:
                card.chips.length > 0 ? (
                  <Chips>
                    {card.chips.map(({ name, origin }) => (
                      <Chip
                        key={name}
                        {...(origin === 'rule' ? { icon: 'i-rule' as const } : {})}
                        {...(origin === 'manual' && mayWrite
                          ? { onRemove: () => leave(name), removeLabel: `Remove ${card.name} from ${name}` }
                          : {})}
                      >
                        {origin === 'rule' ? `${name}, by rule` : name}
                      </Chip>
                    ))}
                  </Chips>
                ) : (
                  'None'
                ),
            },
            runtime && {
              term: 'Certificate',
              value: card.ring ? card.ring.words.replace('Certificate: ', '') : 'None yet',
              detail: runtime.certificate && formatExactZoned(runtime.certificate.notAfter),
            },
            runtime && {
              term: 'Last contact',
              value: moment(runtime.lastContactAt) ?? 'Never',
              detail: runtime.lastContactAt && formatExactZoned(runtime.lastContactAt),
            },
            runtime && { term: 'Last fetch', value: moment(runtime.lastFetchAt) ?? 'Never' },
            application && { term: 'Provider', value: application.providerName },
            isMember && { term: 'Description', value: (application ?? runtime)?.description },
            scenario && { term: 'Members', value: card.detail },
            scenario && { term: 'Created', value: formatDay(scenario.createdAt) },
          ]}
        />
      </InspectorSection>
      {isMember && (
        <InspectorSection>
          <InspectorActions>
            {card.kind === 'APPLICATION' && (
              <Button
                tone="primary"
                disabled={!mayWrite}
                onClick={() => onDialog({ kind: 'connect', applicationID: card.id })}
              >
                {card.degree > 0 ? 'Switch runtime…' : 'Connect to a runtime…'}
              </Button>
            )}
            <Button disabled={!mayWrite} onClick={() => onDialog({ kind: 'assign', ids: [card.id] })}>
              Assign to scenario…
            </Button>
            <Button disabled={!mayWrite} onClick={() => onDialog({ kind: 'unassign', ids: [card.id] })}>
              Remove from scenario…
            </Button>
            <Button disabled={!mayWrite} onClick={() => onMove([card.id])}>
              Move on the map
            </Button>
            <Button icon="i-fit" onClick={() => onFocus(card.id)}>
              Focus
            </Button>
          </InspectorActions>
          {whyNot && <p className="meta">{whyNot}</p>}
        </InspectorSection>
      )}
      {!isMember && (
        <InspectorSection>
          <InspectorActions>
            <Button icon="i-fit" onClick={() => onFocus(card.id)}>
              Focus
            </Button>
          </InspectorActions>
        </InspectorSection>
      )}
      {isMember && (
        <InspectorSection title="Connections" aside={counted(lines.length, 'connection')}>
          <ConnectionList lines={lines} from={card.id} model={model} onSelect={onSelect} />
        </InspectorSection>
      )}
    </Inspector>
  );
}
