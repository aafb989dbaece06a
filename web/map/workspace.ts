import type { ReactNode } from 'react';
import type { Index } from '../../landscape/impact.ts';
import type { Mark } from '../history/marks.ts';
import type { LiveLandscape } from '../live/landscape.ts';
import type { CardActions, LineMenuOf } from './cardActions.ts';
import type { MapModel } from './model.ts';
import type { Overlay } from './overlay.ts';
import type { LegendKind } from './StatusBar.tsx';
import type { CarryControls } from './useCarry.ts';
import type { ChangeSearch, MapSearch } from './useMapSearch.ts';

/** What the three modes share: one model, one selection, one filter, one draft, and what may be done with a card. */
export interface Workspace {
  /** For files: without what only a comparison draws. */
  landscape: LiveLandscape;
  model: MapModel;
  index: Index | null;
  now: number;
  search: MapSearch;
  change: ChangeSearch;
  /** Ids of selected cards that exist. */
  selection: readonly string[];
  /** Ids the find field asks for; null if it asks for nothing. */
  matching: ReadonlySet<string> | null;
  overlay: Overlay | null;
  isDraft: boolean;
  /** Another moment is shown, or two are compared: nothing can be changed. */
  isPast: boolean;
  /** What a comparison says of cards. */
  marks: ReadonlyMap<string, Mark>;
  legend: LegendKind;
  isTable: boolean;
  controls: CarryControls;
  /** Presses add to the selection or take out of it. */
  isSelecting: boolean;
  onSelecting: (isSelecting: boolean) => void;
  onSelect: (ids: readonly string[]) => void;
  /** Shows the same as a table. */
  onTable: () => void;
  menuOf: CardActions['menuOf'];
  menuOfLine: LineMenuOf;
  stackOf: CardActions['stackOf'];
  onItemKey: (key: string, id: string) => boolean;
  /** Asks for the name of a new scenario; null where nothing can be changed. */
  onCreate: (() => void) | null;
  /** Whether the minimap is wanted; null: where there is room. */
  minimap: boolean | null;
  onMinimap: (isShown: boolean) => void;
  /** The toolbar with what a mode adds, and the panel on the right. */
  toolbar: (tools: ReactNode, end?: ReactNode) => ReactNode;
  /** Below what is drawn, while another moment is. */
  timeBar: ReactNode;
  inspector: ReactNode;
}
