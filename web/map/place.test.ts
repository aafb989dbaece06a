import { expect, it } from 'vitest';
import { placeOf, printPlace, readPlace, viewOf } from './place.ts';

it('comes back to the same place in a window of another size', () => {
  const place = placeOf({ x: -120, y: -840, zoom: 0.8 }, { width: 1200, height: 800 });
  const other = { width: 700, height: 500 };
  expect(placeOf(viewOf(place, other), other)).toEqual({ zoom: 0.8, x: expect.closeTo(900), y: expect.closeTo(1550) });
});

it('stands in the address as short as it can be read again', () => {
  const printed = printPlace({ zoom: 0.666_666, x: 510.4, y: -12.6 });
  expect(printed).toEqual({ zoom: 0.67, centre: '510,-13' });
  expect(readPlace(printed)).toEqual({ zoom: 0.67, x: 510, y: -13 });
  expect(printPlace(null)).toEqual({ zoom: undefined, centre: undefined });
});

it('takes nothing from an address that makes no sense', () => {
  for (const [zoom, centre] of [
    [undefined, '1,2'],
    [0, '1,2'],
    [900, '1,2'],
    ['x', '1,2'],
    [1, undefined],
    [1, '1'],
    [1, '1,2,3'],
    [1, 'NaN,2'],
  ]) {
    expect(readPlace({ zoom, centre })).toBeNull();
  }
});
