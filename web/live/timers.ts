/** Timers with names: of each name at most one is waiting. */
export function createTimers() {
  const waiting = new Map<string, ReturnType<typeof setTimeout>>();
  const cancel = (name: string): void => {
    clearTimeout(waiting.get(name));
    waiting.delete(name);
  };
  return {
    has: (name: string) => waiting.has(name),
    /** Does nothing if one of this name is waiting already. */
    later(name: string, ms: number, run: () => void): void {
      if (waiting.has(name)) return;
      const timer = setTimeout(() => {
        waiting.delete(name);
        run();
      }, ms);
      waiting.set(name, timer);
    },
    cancel,
    cancelAll(): void {
      for (const name of [...waiting.keys()]) cancel(name);
    },
  };
}
