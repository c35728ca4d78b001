import {
  Alert,
  Button,
  Group,
  PasswordInput,
  SimpleGrid,
  Stack,
  Switch,
  TagsInput,
  Textarea,
  TextInput,
} from '@mantine/core';
import { useForm } from '@mantine/form';
import type { Account, Workspace } from '@muster/contract';
import { MusterRefusal } from '@muster/client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sentenceOf } from '../../../console/client.ts';
import { Dialog, DialogButtons } from '../../../ui/dialog.tsx';
import { tell } from '../../../ui/toasts.tsx';
import { devicesQuery, hasCodes } from '../queries.ts';
import { ConflictPanel } from './conflict-panel.tsx';
import { CredentialPreview } from './credential-preview.tsx';
import { DeviceChoice } from './device-choice.tsx';
import { blankValues, valuesOf, type Clash } from './editor-form.ts';
import { createAccount, saveAccount } from './save-account.ts';

export interface EditorDialogProps {
  readonly workspace: Workspace;
  /** The account to edit; null adds one. */
  readonly account: Account | null;
  readonly onClose: () => void;
}

export function EditorDialog(props: EditorDialogProps) {
  const { t } = useTranslation();
  const title = t(props.account === null ? 'accounts.editor.add' : 'accounts.editor.edit');
  return (
    <Dialog opened onClose={props.onClose} title={title}>
      <Editor {...props} />
    </Dialog>
  );
}

function Editor({ workspace, account, onClose }: EditorDialogProps) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const devices = useQuery(devicesQuery).data ?? [];
  const [base, setBase] = useState(account);
  const [clashes, setClashes] = useState<readonly Clash[]>([]);
  const form = useForm({
    initialValues: account === null ? blankValues : valuesOf(account),
    validate: { username: (username) => (username.trim() === '' ? t('accounts.editor.usernameMissing') : null) },
  });
  const { values } = form;

  const save = useMutation({
    mutationFn: () => (base === null ? createAccount(values, workspace.id) : saveAccount(values, base)),
    onSuccess: (saved) => {
      if (saved.kind === 'clash') {
        setBase(saved.stored);
        form.setValues(saved.values);
        setClashes(saved.clashes);
        return;
      }
      void queries.invalidateQueries({ queryKey: ['accounts'] });
      void queries.invalidateQueries({ queryKey: ['workspaces'] });
      const { username } = saved.account;
      tell(t(account === null ? 'accounts.editor.added' : 'accounts.editor.saved', { username }));
      onClose();
    },
    onError: (error) => {
      const field = fieldOf(error);
      if (field === null) return;
      form.setFieldError(field, sentenceOf(error));
      form.getInputNode(field)?.focus();
    },
  });
  const onSubmit = form.onSubmit(
    () => save.mutate(),
    (errors) => form.getInputNode(Object.keys(errors)[0] ?? '')?.focus(),
  );

  return (
    <form noValidate onSubmit={onSubmit}>
      <Stack>
        {save.isError && fieldOf(save.error) === null && (
          <Alert color="red" role="alert">
            {sentenceOf(save.error)}
          </Alert>
        )}
        {clashes.length > 0 && (
          <ConflictPanel
            clashes={clashes}
            values={values}
            devices={devices}
            onChoose={(field, value) => form.setFieldValue(field, value)}
          />
        )}
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          <TextInput
            label={t('accounts.editor.username')}
            required
            data-autofocus={account === null || undefined}
            autoComplete="off"
            spellCheck={false}
            {...form.getInputProps('username')}
          />
          <TextInput
            label={t('accounts.editor.email')}
            type="email"
            autoComplete="off"
            {...form.getInputProps('email')}
          />
        </SimpleGrid>
        <Stack gap={6}>
          <PasswordInput
            label={t('accounts.editor.password')}
            description={[
              t(hasCodes(workspace.network) ? 'accounts.editor.passwordCodes' : 'accounts.editor.passwordPlain'),
              ...(base?.hasPassword === true ? [t('accounts.editor.passwordKept')] : []),
            ].join(' ')}
            placeholder={base?.hasPassword === true ? '••••••••' : ''}
            autoComplete="new-password"
            disabled={values.clearPassword}
            {...form.getInputProps('password')}
          />
          <CredentialPreview
            password={values.password}
            network={workspace.network}
            allPassword={values.allPassword}
            onAllPassword={(all) => form.setFieldValue('allPassword', all)}
          />
          <Group gap="xs">
            {base?.hasPassword === true && (
              <RemoveButton
                label={t('accounts.editor.removePassword')}
                pressed={values.clearPassword}
                disabled={values.password !== ''}
                onPress={(clear) => form.setFieldValue('clearPassword', clear)}
              />
            )}
            {base?.hasTotp === true && (
              <RemoveButton
                label={t('accounts.editor.removeTotp')}
                pressed={values.clearTotp}
                onPress={(clear) => form.setFieldValue('clearTotp', clear)}
              />
            )}
          </Group>
        </Stack>
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          <Switch
            label={t('accounts.editor.loginStatus')}
            description={t(values.loggedIn ? 'accounts.editor.loggedIn' : 'accounts.editor.notLoggedIn')}
            {...form.getInputProps('loggedIn', { type: 'checkbox' })}
          />
          <Switch
            label={t('accounts.editor.status')}
            description={t(values.enabled ? 'accounts.enabled' : 'accounts.disabled')}
            {...form.getInputProps('enabled', { type: 'checkbox' })}
          />
        </SimpleGrid>
        <DeviceChoice
          devices={devices}
          value={values.deviceId}
          onChange={(deviceId) => form.setFieldValue('deviceId', deviceId)}
          error={typeof form.errors['deviceId'] === 'string' ? form.errors['deviceId'] : undefined}
        />
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          <TextInput
            label={t('accounts.editor.package')}
            description={t('accounts.editor.packageText')}
            spellCheck={false}
            {...form.getInputProps('package')}
          />
          <TagsInput
            label={t('accounts.editor.tags')}
            description={t('accounts.editor.tagsText')}
            clearable
            acceptValueOnBlur
            {...form.getInputProps('tags')}
          />
        </SimpleGrid>
        <Textarea
          label={t('accounts.editor.notes')}
          autosize
          minRows={2}
          maxRows={8}
          {...form.getInputProps('notes')}
        />
        <DialogButtons>
          <Button variant="default" onClick={onClose}>
            {t('accounts.cancel')}
          </Button>
          <Button type="submit" loading={save.isPending}>
            {t('accounts.editor.save')}
          </Button>
        </DialogButtons>
      </Stack>
    </form>
  );
}

interface RemoveButtonProps {
  readonly label: string;
  readonly pressed: boolean;
  readonly disabled?: boolean;
  readonly onPress: (pressed: boolean) => void;
}

/** A stored secret goes only when somebody says so, and only when the editor is saved. */
function RemoveButton({ label, pressed, disabled = false, onPress }: RemoveButtonProps) {
  return (
    <Button
      size="compact-xs"
      color="red"
      variant={pressed ? 'filled' : 'light'}
      aria-pressed={pressed}
      disabled={disabled}
      onClick={() => onPress(!pressed)}
    >
      {label}
    </Button>
  );
}

const fields = Object.keys(blankValues);

/** The field of the form that a refusal is about; a 2FA secret is typed into the password field. */
function fieldOf(error: unknown): string | null {
  if (!(error instanceof MusterRefusal)) return null;
  const field = error.problem.field === 'totpSecret' ? 'password' : error.problem.field?.split('.')[0];
  return field !== undefined && fields.includes(field) ? field : null;
}
