import type { Viewport } from '@xyflow/react';
import { zoomLimits } from './measures.ts';

/** What part of the map is looked at, whatever the size of the window. */
export interface Place {
  zoom: number;
  /** In the middle. */
  x: number;
  y: number;
}

interface Size {
  width: number;
  height: number;
}

export const placeOf = ({ x, y, zoom }: Viewport, { width, height }: Size): Place => ({
  zoom,
  x: (width / 2 - x) / zoom,
  y: (height / 2 - y) / zoom,
});

export const viewOf = ({ x, y, zoom }: Place, { width, height }: Size): Viewport => ({
  x: width / 2 - x * zoom,
  y: height / 2 - y * zoom,
  zoom,
});

export interface PlaceInAddress {
  zoom: number | undefined;
  centre: string | undefined;
}

/** Two decimals and whole pixels: enough to come back to, short enough to be read. */
export const printPlace = (place: Place | null): PlaceInAddress => ({
  zoom: place ? Math.round(place.zoom * 100) / 100 : undefined,
  centre: place ? `${Math.round(place.x)},${Math.round(place.y)}` : undefined,
});

/** Null for what is missing or makes no sense: the map then shows itself from the beginning. */
export function readPlace({ zoom, centre }: { zoom?: unknown; centre?: unknown }): Place | null {
  const numbers = typeof centre === 'string' ? /^(-?\d{1,6}),(-?\d{1,6})$/.exec(centre) : null;
  const scale = Number(zoom);
  if (!numbers || !(scale >= zoomLimits.least && scale <= zoomLimits.most)) return null;
  return { zoom: scale, x: Number(numbers[1]), y: Number(numbers[2]) };
}
