import { formatCount } from '../format/counts.ts';
import { Chip, Chips } from '../ui/Chip.tsx';

interface BrokenConnectionsProps {
  breaks: {
    total: number;
    /** May be fewer than the total. */
    pairs: readonly { application: { name: string }; runtime: { name: string } }[];
  };
}

const mostNamed = 12;

/** The live connections that stop, by name. */
export function BrokenConnections({ breaks: { total, pairs } }: BrokenConnectionsProps) {
  if (total === 0) return null;
  const named = pairs.slice(0, mostNamed).map((pair) => `${pair.application.name} to ${pair.runtime.name}`);
  return (
    <section aria-label="Connections that stop">
      <Chips>
        {named.map((name) => (
          <Chip key={name}>{name}</Chip>
        ))}
        {total > named.length && <Chip more>+{formatCount(total - named.length)}</Chip>}
      </Chips>
    </section>
  );
}
