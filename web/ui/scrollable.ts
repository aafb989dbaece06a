/** A part that scrolls has to be reachable by keyboard although nothing in it can be focused (WCAG 2.1.1). */
export const scrollable = { tabIndex: 0 } as const;
