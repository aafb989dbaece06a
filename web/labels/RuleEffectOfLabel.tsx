import { useChanges } from '../changes/changesContext.ts';
import { ImpactGroups } from '../changes/ImpactGroups.tsx';
import styles from './RuleEffectOfLabel.module.css';
import { isWithoutEffect, type RuleEffect } from './ruleEffect.ts';
import { membershipsInWords } from './ruleEffectWords.ts';

interface RuleEffectOfLabelProps {
  name: string;
  /** Null while there is nothing to judge or the rules are not known. */
  effect: RuleEffect | null;
}

/** What rules make of a label before it is saved: scenarios first, then connections. */
export function RuleEffectOfLabel({ name, effect }: RuleEffectOfLabelProps) {
  const { index } = useChanges();
  return (
    <div role="status" className={styles.effect}>
      {effect && index && (
        <>
          <p>
            {membershipsInWords(name, effect)}
            {isWithoutEffect(effect.impact) && ' No connection is affected.'}
          </p>
          <ImpactGroups index={index} impact={effect.impact} />
        </>
      )}
    </div>
  );
}
