import type { RuleEffectFragment } from '../graphql.generated.ts';
import { BrokenConnections } from '../members/BrokenConnections.tsx';
import { Chip, Chips } from '../ui/Chip.tsx';
import { effectInWords } from './ruleWords.ts';

interface RuleEffectProps {
  /** Null while it is not known. */
  effect: RuleEffectFragment | null;
  /** Said instead. */
  otherwise: string;
}

const mostNamed = 12;

/** Whom a rule concerns, by number and by name, and what stops. */
export function RuleEffect({ effect, otherwise }: RuleEffectProps) {
  if (!effect) return <p className="muted">{otherwise}</p>;
  const total = effect.applicationCount + effect.runtimeCount;
  const named = effect.objects.slice(0, mostNamed);
  return (
    <div aria-live="polite">
      <p>{effectInWords(effect)}</p>
      <BrokenConnections breaks={effect.impact.breaks} />
      {named.length > 0 && (
        <Chips>
          {named.map(({ id, name, kind }) => (
            <Chip key={id} icon={kind === 'RUNTIME' ? 'k-runtime' : 'k-application'}>
              {name}
            </Chip>
          ))}
          {total > named.length && <Chip more>+{(total - named.length).toLocaleString('en')}</Chip>}
        </Chips>
      )}
    </div>
  );
}
