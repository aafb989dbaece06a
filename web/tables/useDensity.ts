import { useLayoutEffect } from 'react';
import type { Density } from '../preferences/preferences.ts';
import { usePreference } from '../preferences/usePreference.ts';

/** A saved view with a row height of its own: another one is another one for this view alone. */
export interface ViewDensity {
  chosen: Density;
  choose: (density: Density) => void;
}

/** The row height in force while the table is on screen: that of the view, else this person's. */
export function useDensity(ofView: ViewDensity | null): [Density, (density: Density) => void] {
  const [ofPerson, setOfPerson] = usePreference('density');
  const density = ofView?.chosen ?? ofPerson;
  useLayoutEffect(() => {
    document.documentElement.dataset['density'] = density;
    return () => {
      document.documentElement.dataset['density'] = ofPerson;
    };
  }, [density, ofPerson]);
  return [density, ofView?.choose ?? setOfPerson];
}
