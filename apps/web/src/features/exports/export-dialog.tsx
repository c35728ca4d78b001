import { Alert, Button, Checkbox, PasswordInput, Radio, Stack } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { AccountSelection, Workspace } from '@muster/contract';
import { MusterRefusal } from '@muster/client';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { sentenceOf } from '../../console/client.ts';
import { Dialog, DialogButtons } from '../../ui/dialog.tsx';
import { tell } from '../../ui/toasts.tsx';
import { downloadAccounts } from './download.ts';

export interface ExportDialogProps {
  readonly workspace: Workspace;
  readonly exported: {
    readonly selected: number;
    readonly selection: AccountSelection;
    readonly matching: number;
    readonly filter: Extract<AccountSelection, { filter: unknown }>['filter'] | null;
  };
  readonly onClose: () => void;
}

interface Values {
  which: 'all' | 'filter' | 'selection';
  secrets: boolean;
  personPassword: string;
  workbookPassword: string;
}

/** accounts.xlsx for the browser's downloads: which accounts, with their secrets or without. */
export function ExportDialog({ workspace, exported, onClose }: ExportDialogProps) {
  const { t } = useTranslation();
  const form = useForm<Values>({
    initialValues: {
      which: exported.selected > 0 ? 'selection' : exported.filter !== null ? 'filter' : 'all',
      secrets: false,
      personPassword: '',
      workbookPassword: '',
    },
  });
  const { values } = form;
  const download = useMutation({
    mutationFn: () =>
      downloadAccounts({
        workspaceId: workspace.id,
        secrets: values.secrets,
        ...selectionFor(values.which, exported),
        ...(values.secrets ? { personPassword: values.personPassword } : {}),
        ...(values.workbookPassword === '' ? {} : { workbookPassword: values.workbookPassword }),
      }),
    onSuccess: () => {
      tell(t('exports.done'));
      onClose();
    },
    onError: (error) => {
      if (!(error instanceof MusterRefusal) || error.problem.code !== 'wrong_password') return;
      form.setFieldError('personPassword', sentenceOf(error));
      form.getInputNode('personPassword')?.focus();
    },
  });

  return (
    <Dialog opened onClose={onClose} title={t('exports.title')} size="md">
      <form onSubmit={form.onSubmit(() => download.mutate())}>
        <Stack>
          {download.isError && form.errors['personPassword'] === undefined && (
            <Alert color="red" role="alert">
              {sentenceOf(download.error)}
            </Alert>
          )}
          <Radio.Group label={t('exports.which')} {...form.getInputProps('which')}>
            <Stack gap="xs" mt={6}>
              <Radio value="all" label={t('exports.all', { workspace: workspace.name })} />
              {exported.filter !== null && (
                <Radio value="filter" label={t('exports.filter', { count: exported.matching })} />
              )}
              {exported.selected > 0 && (
                <Radio value="selection" label={t('exports.selection', { count: exported.selected })} />
              )}
            </Stack>
          </Radio.Group>
          <Checkbox
            label={t('exports.secrets')}
            description={t('exports.secretsText')}
            {...form.getInputProps('secrets', { type: 'checkbox' })}
          />
          {values.secrets && (
            <PasswordInput
              label={t('exports.yourPassword')}
              description={t('exports.yourPasswordText')}
              autoComplete="current-password"
              required
              {...form.getInputProps('personPassword')}
            />
          )}
          <PasswordInput
            label={t('exports.workbookPassword')}
            description={t('exports.workbookPasswordText')}
            autoComplete="new-password"
            {...form.getInputProps('workbookPassword')}
          />
          <DialogButtons>
            <Button variant="default" onClick={onClose}>
              {t('exports.cancel')}
            </Button>
            <Button type="submit" loading={download.isPending}>
              {t('exports.download')}
            </Button>
          </DialogButtons>
        </Stack>
      </form>
    </Dialog>
  );
}

function selectionFor(
  which: Values['which'],
  exported: ExportDialogProps['exported'],
): { selection?: AccountSelection } {
  if (which === 'selection') return { selection: exported.selection };
  if (which === 'filter' && exported.filter !== null) return { selection: { filter: exported.filter } };
  return {};
}
