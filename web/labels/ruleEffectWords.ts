import { formatList } from '../format/counts.ts';
import type { RuleEffect } from './ruleEffect.ts';

/** `By rule orders joins campaign and leaves default.` */
export function membershipsInWords(name: string, { joins, leaves }: Pick<RuleEffect, 'joins' | 'leaves'>): string {
  const parts = [
    joins.length > 0 && `joins ${formatList(joins)}`,
    leaves.length > 0 && `leaves ${formatList(leaves)}`,
  ].filter((part) => part !== false);
  return parts.length === 0 ? `No rule changes the scenarios of ${name}.` : `By rule ${name} ${parts.join(' and ')}.`;
}
