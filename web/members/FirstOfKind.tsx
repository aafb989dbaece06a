import type { ReactNode } from 'react';
import { EmptyState } from '../ui/EmptyState.tsx';

/** What these things are, where none exists yet. */
export function FirstOfKind({ noun, children, action }: { noun: string; children: ReactNode; action?: ReactNode }) {
  return (
    <EmptyState title={`No ${noun} yet`} actions={action}>
      <p>{children}</p>
    </EmptyState>
  );
}
