import { Group, Loader, Stack } from '@mantine/core';
import { Script, type Device } from '@muster/contract';
import { useTranslation } from 'react-i18next';
import { TextLink } from '../../ui/links.tsx';
import { HeldApp } from './held-app.tsx';

/** What goes on at a phone: the task that runs, and the apps that wait for a person. */
export function NowCell({ device }: { device: Device }) {
  const { busyWith, held, label } = device;
  return (
    <Stack gap={6}>
      {busyWith !== null && <Work work={busyWith} />}
      {held.map((app) => (
        <HeldApp key={app.package} held={app} label={label} />
      ))}
    </Stack>
  );
}

function Work({ work }: { work: NonNullable<Device['busyWith']> }) {
  const { t } = useTranslation();
  const script = Script.safeParse(work.script).data;
  const word = script === undefined ? work.script : t(`runs.script.${script}`);
  return (
    <Group gap={6} wrap="nowrap">
      <Loader size={14} aria-hidden />
      <TextLink to="/runs/$runId" params={{ runId: String(work.runId) }} search={{ task: work.taskId }} size="sm">
        {work.account === null ? word : `${word} @${work.account}`}
      </TextLink>
    </Group>
  );
}
