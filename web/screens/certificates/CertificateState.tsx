import type { CertificateView } from '../../members/certificateWords.ts';
import { StateGlyph } from '../../ui/StateGlyph.tsx';
import { stateShown, unknownClock } from './stateShown.ts';

/** Glyph and word, and whether the clock of its agent makes its renewal uncertain. */
export function CertificateState({ certificate }: { certificate: Pick<CertificateView, 'state' | 'clockAheadMs'> }) {
  const { isClockUnknown, ...finding } = stateShown(certificate);
  return (
    <StateGlyph {...finding}>
      {isClockUnknown && <StateGlyph glyphOnly family="unknown" word={unknownClock} />}
    </StateGlyph>
  );
}
