import { useLandscape } from '../../live/landscape.ts';
import { MapView } from '../../map/MapView.tsx';
import { EmptyLandscape } from '../../shell/EmptyLandscape.tsx';

export function MapScreen() {
  const { landscape } = useLandscape();
  if (landscape.applications.length === 0 && landscape.runtimes.length === 0) return <EmptyLandscape />;
  return <MapView landscape={landscape} />;
}
