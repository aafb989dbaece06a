/** Gives the focus to the row of the table on screen that is in the tab order. */
export const focusCurrentRow = (): void =>
  document.querySelector<HTMLElement>('[data-row-link][tabindex="0"]')?.focus();
