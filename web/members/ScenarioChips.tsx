import { Chip, Chips } from '../ui/Chip.tsx';
import type { MemberScenario } from './rows.ts';

interface ScenarioChipsProps {
  scenarios: readonly MemberScenario[];
  /** How many are shown; the rest becomes "+2" with their names. */
  limit?: number;
}

const originWords = { manual: '', rule: ', by rule', itself: ', because it has no other' } as const;

/** Scenarios of an object; a bolt marks those a rule gives. */
export function ScenarioChips({ scenarios, limit = Number.POSITIVE_INFINITY }: ScenarioChipsProps) {
  if (scenarios.length === 0) return <span className="muted">not assigned</span>;
  const shown = scenarios.length > limit ? scenarios.slice(0, limit - 1) : scenarios;
  const rest = scenarios.slice(shown.length);
  return (
    <Chips>
      {shown.map(({ name, origin }) => (
        <Chip key={name} {...(origin === 'rule' ? { icon: 'i-rule' as const } : {})}>
          <span title={`${name}${originWords[origin]}`}>{name}</span>
        </Chip>
      ))}
      {rest.length > 0 && (
        <Chip more>
          <span title={rest.map(({ name }) => name).join(', ')}>
            +{rest.length}
            <span className="visually-hidden"> more: {rest.map(({ name }) => name).join(', ')}</span>
          </span>
        </Chip>
      )}
    </Chips>
  );
}
