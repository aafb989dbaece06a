import { useEffect, useRef } from 'react';
import { formatCount } from '../../../format/counts.ts';
import { usePaths } from '../../../paths.ts';
import { Link } from '../../../ui/Link.tsx';
import { Panel } from '../../../ui/Panel.tsx';
import type { Imported } from './useImport.ts';

/** What an import has done, with the way to its entries. */
export function ImportedPanel({ imported }: { imported: Imported }) {
  const { creates, changes, left, correlationID } = imported;
  const paths = usePaths();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <Panel title={left > 0 ? 'Imported in part' : 'Imported'} headingRef={heading}>
      <p>
        {formatCount(creates)} created, {formatCount(changes)} changed
        {left > 0 && `, ${formatCount(left)} not imported. Plan the import again to go on with them`}.{' '}
        <Link className="text-link" href={paths.activityOf(`correlation:${correlationID}`)}>
          Show in Activity
        </Link>
      </p>
    </Panel>
  );
}
