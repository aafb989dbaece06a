import { Button } from '../../ui/Button.tsx';

/** What would happen, or why nothing can. It stays where it is when it can no longer be pressed: it may have the focus. */
export function RevertButton({ onClick, words }: { onClick: (() => void) | null; words: string }) {
  return (
    <>
      <Button icon="i-undo" wide aria-disabled={onClick === null} onClick={() => onClick?.()}>
        Revert…
      </Button>
      <p className="meta" role="status">
        {words}
      </p>
    </>
  );
}
