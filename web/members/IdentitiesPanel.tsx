import { useState } from 'react';
import { Button } from '../ui/Button.tsx';
import { CopyButton } from '../ui/CopyButton.tsx';
import { Moment } from '../ui/Moment.tsx';
import { notify } from '../ui/notify.ts';
import { Panel, PanelTable } from '../ui/Panel.tsx';
import { QueryState } from '../ui/QueryState.tsx';
import { StateGlyph } from '../ui/StateGlyph.tsx';
import type { Reading } from '../ui/useReading.ts';
import { ConfirmDialog } from './ConfirmDialog.tsx';
import { type CertificateView, certificateFinding, isCurrent } from './certificateWords.ts';

interface IdentitiesPanelProps {
  owner: string;
  /** What `auths` come with. */
  reading: Reading<unknown>;
  /** Null while they are not known. */
  auths: readonly { id: string }[] | null;
  /** Those that have a client secret, as far as the caller may know. */
  clients: ReadonlySet<string>;
  certificates: readonly CertificateView[];
  now: number;
  mayWrite: boolean;
  /** Null where credentials are requested elsewhere. */
  onRequest: (() => void) | null;
  onDelete: (authID: string) => Promise<unknown>;
}

/** Machine identities: each is the common name of certificates and the owner of one-time tokens. */
export function IdentitiesPanel(props: IdentitiesPanelProps) {
  const { owner, reading, auths, clients, certificates, now, mayWrite, onRequest, onDelete } = props;
  const [deleting, setDeleting] = useState<string | null>(null);
  const newestOf = (id: string) =>
    certificates.filter(({ clientID }) => clientID === id).sort((a, b) => b.notBefore - a.notBefore)[0];
  return (
    <Panel
      title="Machine identities"
      note="common name of certificates, client id of access tokens, owner of one-time tokens"
      aside={
        mayWrite &&
        onRequest && (
          <Button size="small" icon="i-plus" onClick={onRequest}>
            Request client credentials…
          </Button>
        )
      }
      flush
    >
      <QueryState what="Machine identities" reading={reading} shape={{ columns: 5, rows: 2 }} />
      {auths && (
        <PanelTable label="Machine identities">
          <thead>
            <tr>
              <th scope="col">Client id</th>
              <th scope="col">Secret</th>
              <th scope="col">Certificate</th>
              <th scope="col">Last used</th>
              <th scope="col">
                <span className="visually-hidden">Actions</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {auths.map(({ id }) => {
              const newest = newestOf(id);
              return (
                <tr key={id}>
                  <th scope="row">
                    <code>{id}</code>
                    <CopyButton
                      iconOnly
                      size="small"
                      value={id}
                      label={`Copy client id ${id}`}
                      done="Client id copied"
                    />
                  </th>
                  <td>{clients.has(id) ? 'Client secret' : '–'}</td>
                  <td>
                    {newest ? (
                      <StateGlyph
                        family={certificateFinding(newest.state).family}
                        word={certificateFinding(newest.state).word}
                      />
                    ) : (
                      <StateGlyph family="idle" word="None yet" />
                    )}
                  </td>
                  <td>{newest?.lastUsedAt ? <Moment at={newest.lastUsedAt} now={now} /> : '–'}</td>
                  <td>
                    {mayWrite && (
                      <Button size="small" aria-label={`Delete machine identity ${id}`} onClick={() => setDeleting(id)}>
                        Delete…
                      </Button>
                    )}
                  </td>
                </tr>
              );
            })}
            {auths.length === 0 && (
              <tr>
                <td colSpan={5}>
                  None yet. Generating a one-time token makes one, and so does requesting client credentials.
                </td>
              </tr>
            )}
          </tbody>
        </PanelTable>
      )}
      {deleting && (
        <DeleteIdentityDialog
          owner={owner}
          id={deleting}
          isClient={clients.has(deleting)}
          live={certificates.filter((one) => one.clientID === deleting && isCurrent(one.state)).length}
          onDelete={() => onDelete(deleting)}
          onClose={() => setDeleting(null)}
        />
      )}
    </Panel>
  );
}

interface DeleteIdentityDialogProps {
  owner: string;
  id: string;
  /** It has a client secret. */
  isClient: boolean;
  /** Certificates that stop working. */
  live: number;
  onDelete: () => Promise<unknown>;
  onClose: () => void;
}

function DeleteIdentityDialog({ owner, id, isClient, live, onDelete, onClose }: DeleteIdentityDialogProps) {
  return (
    <ConfirmDialog
      title="Delete machine identity?"
      confirm="Delete"
      run={async () => {
        await onDelete();
        notify({ family: 'connected', title: `Deleted a machine identity of ${owner}`, detail: id });
        onClose();
      }}
      onClose={onClose}
    >
      <p>
        Certificates {isClient && 'and the client secret '}of this identity stop working with the next request. Unused
        tokens of it stop working too.
      </p>
      <p>
        <strong>{owner}</strong>:{' '}
        {live === 0 ? 'no valid certificate' : live === 1 ? '1 certificate' : `${live} certificates`} affected. It can
        be connected again with a new token.
      </p>
      <p>
        <code>{id}</code>
      </p>
    </ConfirmDialog>
  );
}
