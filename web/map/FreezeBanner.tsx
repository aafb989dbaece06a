import { formatList, formatPlural } from '../format/counts.ts';
import { Banner } from '../ui/Banner.tsx';
import { Button } from '../ui/Button.tsx';
import type { MapModel } from './model.ts';
import type { Overlay } from './overlay.ts';

interface FreezeBannerProps {
  overlay: Overlay;
  model: MapModel;
  runtimeIDs: readonly string[];
  onEnd: () => void;
}

/** Says which connections stand out, and leads back to all of them. */
export function FreezeBanner({ overlay, model, runtimeIDs, onEnd }: FreezeBannerProps) {
  const names = runtimeIDs.flatMap((id) => model.cards.get(id)?.name ?? []);
  const count = overlay.freezes.size;
  return (
    <Banner
      family="attention"
      title={`${formatPlural(count, 'connection')} of ${formatList(names)} ${count === 1 ? 'freezes' : 'freeze'}`}
      detail="Calls go on, but no change, removal or new credential arrives. Everything else is dimmed."
      actions={
        <Button size="small" onClick={onEnd}>
          Show everything
        </Button>
      }
    />
  );
}
