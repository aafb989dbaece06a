import { shortSerial } from '../../members/certificateWords.ts';
import { usePaths } from '../../paths.ts';
import { Link } from '../../ui/Link.tsx';

/** Leads to another certificate. */
export function SerialLink({ serial }: { serial: string }) {
  const paths = usePaths();
  return (
    <Link className="text-link" href={`${paths.certificates}?selected=${serial}`}>
      <code>{shortSerial(serial)}</code>
    </Link>
  );
}
