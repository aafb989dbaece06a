/** Pixels (console.md 1.0). Unless somebody chooses, the style sheet decides. */
const least = 360;
const most = 480;
const step = 60;
const property = '--inspector-chosen';

let keep: (width: number) => void = () => undefined;

export const clampWidth = (width: number): number => Math.round(Math.min(most, Math.max(least, width)));

/** The next width a press leads to: wider by steps, and from the widest back to the narrowest. */
export const nextWidth = (width: number): number => (width >= most ? least : clampWidth(width + step));

export const isWidest = (width: number): boolean => width >= most;

/** Makes all inspectors as wide as this, null as wide as the style sheet says. */
export function showInspectorWidth(width: number | null): void {
  const { style } = document.documentElement;
  if (width === null) style.removeProperty(property);
  else style.setProperty(property, `${clampWidth(width)}px`);
}

/** Who remembers the width that somebody chose. */
export function keepInspectorWidth(keeper: (width: number) => void): void {
  keep = keeper;
}

/** Shows the width and has it remembered. */
export function chooseInspectorWidth(width: number): void {
  showInspectorWidth(width);
  keep(clampWidth(width));
}
