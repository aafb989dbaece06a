/** Pixels of a letter's height that browsers begin with. */
const usual = 16;

/**
 * How much larger than usual the person reads: 2 at 200 %. What stands on the map is measured in pixels, so that its
 * lines meet its cards; it is zoomed in by as much instead.
 */
export const textScale = (): number => Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / usual;
