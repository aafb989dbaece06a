import { Segmented } from '../ui/Segmented.tsx';
import { usePreference } from './usePreference.ts';

const zones = [
  { value: 'utc', label: 'UTC' },
  { value: 'local', label: 'Local' },
] as const;

/** In which zone moments are written, on every screen. */
export function TimeZoneSwitch() {
  const [zone, setZone] = usePreference('timeZone');
  return <Segmented label="Time zone" value={zone} options={zones} onChange={setZone} />;
}
