import type { ReactNode } from 'react';
import { InspectorSection, InspectorSentence } from '../../ui/Inspector.tsx';
import { BlastDrawing } from './BlastDrawing.tsx';
import type { Blast } from './blast.ts';
import { FreezeOnMap, FrozenConnections } from './FrozenConnections.tsx';

interface BlastRadiusProps {
  blast: Blast;
  now: number;
  /** From when, how many, and what that means. */
  children: ReactNode;
}

/** Which connections and scenarios freeze with some certificates: said, drawn and listed. */
export function BlastRadius({ blast, now, children }: BlastRadiusProps) {
  return (
    <InspectorSection title="Blast radius" aside={<FreezeOnMap blast={blast}>Show on map</FreezeOnMap>}>
      <InspectorSentence>{children}</InspectorSentence>
      <BlastDrawing blast={blast} now={now} />
      <FrozenConnections blast={blast} now={now} />
    </InspectorSection>
  );
}
