import type { Account, AccountFilter, AccountSelection, Workspace } from '@muster/contract';
import { ExportDialog } from '../exports/export-dialog.tsx';
import { ImportDialog } from '../imports/import-dialog.tsx';
import { CodeDialog } from './code-dialog.tsx';
import { EditorDialog } from './editor/editor-dialog.tsx';
import { HistoryDialog } from './history-dialog.tsx';
import { RevealDialog } from './reveal-dialog.tsx';

/** The dialog that is open over the page. */
export type OpenDialog =
  | { readonly kind: 'add' | 'import' | 'export' }
  | { readonly kind: 'edit' | 'code' | 'reveal' | 'history'; readonly account: Account };

/** What an export may be asked for, as the page shows it. */
export interface Exportable {
  readonly selected: number;
  readonly selection: AccountSelection;
  readonly matching: number;
  /** Null when nothing is filtered. */
  readonly filter: Omit<AccountFilter, 'deleted'> | null;
}

export interface AccountDialogProps {
  readonly dialog: OpenDialog;
  readonly workspace: Workspace;
  readonly exported: Exportable;
  readonly onClose: () => void;
}

export function AccountDialog({ dialog, workspace, exported, onClose }: AccountDialogProps) {
  switch (dialog.kind) {
    case 'add':
      return <EditorDialog workspace={workspace} account={null} onClose={onClose} />;
    case 'edit':
      return <EditorDialog workspace={workspace} account={dialog.account} onClose={onClose} />;
    case 'code':
      return <CodeDialog account={dialog.account} onClose={onClose} />;
    case 'reveal':
      return <RevealDialog account={dialog.account} onClose={onClose} />;
    case 'history':
      return <HistoryDialog account={dialog.account} onClose={onClose} />;
    case 'import':
      return <ImportDialog workspace={workspace} onClose={onClose} />;
    case 'export':
      return <ExportDialog workspace={workspace} exported={exported} onClose={onClose} />;
  }
}
