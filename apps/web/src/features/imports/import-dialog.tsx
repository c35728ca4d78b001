import { Alert, Button, PasswordInput, Stack, Text } from '@mantine/core';
import type { ImportOptions, ImportPlan, Workspace } from '@muster/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sentenceOf } from '../../console/client.ts';
import { Dialog, DialogButtons } from '../../ui/dialog.tsx';
import { applyImport, asksPassword, planImport, replanImport } from './calls.ts';
import { FileField } from './file-field.tsx';
import { ImportDone } from './import-done.tsx';
import { PlanView } from './plan-view.tsx';

const standard: ImportOptions = { skipRejected: false, updateKnown: false, unknownIds: 'reject', blankClears: false };

/** File → plan → applied, with a way back from each. */
export function ImportDialog({ workspace, onClose }: { workspace: Workspace; onClose: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [file, setFile] = useState<File | null>(null);
  const [plan, setPlan] = useState<ImportPlan | null>(null);
  // Shown at once, while the plan is made anew with them.
  const [options, setOptions] = useState(standard);
  const made = useMutation({
    mutationFn: (upload: { file: File; password: string }) =>
      planImport({ ...upload, workspaceId: workspace.id, options: standard }),
    onSuccess: setPlan,
  });
  const remade = useMutation({
    mutationFn: ({ id, options }: { id: string; options: ImportOptions }) => replanImport(id, options),
    onSuccess: setPlan,
    onError: () => setOptions(plan?.options ?? standard),
  });
  const applied = useMutation({
    mutationFn: applyImport,
    onSuccess: (done) => {
      setPlan(done);
      for (const word of ['accounts', 'workspaces', 'devices']) void queries.invalidateQueries({ queryKey: [word] });
    },
  });
  const startOver = () => {
    setFile(null);
    setPlan(null);
    setOptions(standard);
    made.reset();
    remade.reset();
    applied.reset();
  };

  const error = applied.error ?? remade.error ?? made.error;
  const protectedFile = plan === null && file !== null && asksPassword(made.error) ? file : null;
  return (
    <Dialog opened onClose={onClose} title={t('imports.title')} size={plan === null ? 'md' : 'xl'}>
      <Stack gap="sm">
        <Text size="sm" c="dimmed">
          {t('imports.into', { workspace: workspace.name })}
          {file !== null && ` · ${file.name}`}
        </Text>
        {error !== null && protectedFile === null && (
          <Alert color="red" role="alert">
            {sentenceOf(error)}
          </Alert>
        )}
        {plan === null && protectedFile === null && (
          <FileField
            busy={made.isPending}
            onFile={(chosen) => {
              setFile(chosen);
              made.mutate({ file: chosen, password: '' });
            }}
          />
        )}
        {protectedFile !== null && (
          <ProtectedFile
            problem={made.variables?.password === '' ? t('imports.protected') : sentenceOf(made.error)}
            busy={made.isPending}
            onPassword={(password) => made.mutate({ file: protectedFile, password })}
          />
        )}
        {plan?.state === 'planned' && (
          <PlanView
            plan={plan}
            options={options}
            busy={applied.isPending}
            onOptions={(chosen) => {
              setOptions(chosen);
              remade.mutate({ id: plan.id, options: chosen });
            }}
          />
        )}
        {plan?.state === 'planned' && (
          <PlanButtons
            plan={plan}
            busy={remade.isPending}
            applying={applied.isPending}
            onBack={startOver}
            onApply={() => applied.mutate(plan.id)}
          />
        )}
        {plan !== null && plan.state !== 'planned' && <ImportDone plan={plan} onClose={onClose} />}
      </Stack>
    </Dialog>
  );
}

interface ProtectedFileProps {
  readonly problem: string;
  readonly busy: boolean;
  readonly onPassword: (password: string) => void;
}

function ProtectedFile({ problem, busy, onPassword }: ProtectedFileProps) {
  const { t } = useTranslation();
  const [password, setPassword] = useState('');
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onPassword(password);
      }}
    >
      <Stack gap="sm">
        <Text size="sm" role="status">
          {problem}
        </Text>
        <PasswordInput
          label={t('imports.filePassword')}
          autoComplete="off"
          autoFocus
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        <DialogButtons>
          <Button type="submit" loading={busy} disabled={password === ''}>
            {t('imports.open')}
          </Button>
        </DialogButtons>
      </Stack>
    </form>
  );
}

interface PlanButtonsProps {
  readonly plan: ImportPlan;
  readonly busy: boolean;
  readonly applying: boolean;
  readonly onBack: () => void;
  readonly onApply: () => void;
}

function PlanButtons({ plan, busy, applying, onBack, onApply }: PlanButtonsProps) {
  const { t } = useTranslation();
  const count = plan.counts.new + plan.counts.changed;
  const blocked = count === 0 || (plan.counts.rejected > 0 && !plan.options.skipRejected);
  return (
    <DialogButtons>
      <Button variant="subtle" mr="auto" onClick={onBack} disabled={applying}>
        {t('imports.other')}
      </Button>
      <Button onClick={onApply} loading={applying} disabled={blocked || busy}>
        {t('imports.apply', { count })}
      </Button>
    </DialogButtons>
  );
}
