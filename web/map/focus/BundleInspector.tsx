import { Icon } from '../../ui/Icon.tsx';
import { Inspector, InspectorSection, InspectorSentence } from '../../ui/Inspector.tsx';
import { StateGlyph } from '../../ui/StateGlyph.tsx';
import { ConnectionList } from '../ConnectionList.tsx';
import type { MapLine, MapModel } from '../model.ts';
import { bundleSentence } from './bundleWords.ts';
import type { Ego } from './ego.ts';

interface BundleInspectorProps {
  bundle: MapLine;
  ego: Ego;
  model: MapModel;
  onSelect: (ids: readonly string[]) => void;
}

const kinds = { connection: 'Connections', allowed: 'Allowed pairs', refused: 'Refused pairs' } as const;

/** One line that stands for several: what they are together, then each, worst first. */
export function BundleInspector({ bundle, ego, model, onSelect }: BundleInspectorProps) {
  const members = ego.bundles.get(bundle.id) ?? [];
  const name = (id: string) => model.cards.get(id)?.name ?? ego.groups.find((group) => group.id === id)?.title ?? '';
  const card = bundle.applicationID.startsWith('group:') ? bundle.runtimeID : bundle.applicationID;
  return (
    <Inspector
      kind={kinds[bundle.kind]}
      title={
        <>
          {name(bundle.applicationID)} <Icon name="i-arrow" label="to" /> {name(bundle.runtimeID)}
        </>
      }
      state={<StateGlyph family={bundle.family} word={bundle.word} />}
      onClose={() => onSelect([])}
    >
      <InspectorSection>
        <InspectorSentence>{bundleSentence(members, card, model)}</InspectorSentence>
      </InspectorSection>
      <InspectorSection title="Worst first" aside={members.length.toLocaleString('en')}>
        <ConnectionList lines={members} from={card} model={model} onSelect={onSelect} />
      </InspectorSection>
    </Inspector>
  );
}
