/** For whoever comes by keyboard: past the picture, to the same in rows (console.md 4, 1.3.1). Seen while it has the focus. */
export function SkipToTable({ onTable }: { onTable: () => void }) {
  const skip = () => {
    onTable();
    // The table is there after the next render, and this button is not.
    requestAnimationFrame(() => document.querySelector<HTMLElement>('[data-twin]')?.focus());
  };
  return (
    <button type="button" className="skip-link" onClick={skip}>
      View the map as a table
    </button>
  );
}
