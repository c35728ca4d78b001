import { FileInput, Paper, Stack, Text } from '@mantine/core';
import { IconFileSpreadsheet } from '@tabler/icons-react';
import { useState, type DragEvent } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './imports.module.css';

const ACCEPTED = '.xlsx,.csv';

/** Takes the workbook, chosen or dropped. */
export function FileField({ busy, onFile }: { busy: boolean; onFile: (file: File) => void }) {
  const { t } = useTranslation();
  const [over, setOver] = useState(false);
  const onDrag = (isOver: boolean) => (event: DragEvent) => {
    event.preventDefault();
    setOver(isOver);
  };
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const file = event.dataTransfer.files[0];
    if (file !== undefined && !busy) onFile(file);
  };
  return (
    <Paper
      withBorder
      p="lg"
      className={styles['drop']}
      data-over={over || undefined}
      onDragOver={onDrag(true)}
      onDragLeave={onDrag(false)}
      onDrop={onDrop}
    >
      <Stack align="center" gap="xs">
        <IconFileSpreadsheet size={32} stroke={1.5} aria-hidden />
        <FileInput
          w="100%"
          label={t('imports.file')}
          placeholder={t(busy ? 'imports.reading' : 'imports.choose')}
          description={t('imports.fileText')}
          accept={ACCEPTED}
          disabled={busy}
          value={null}
          data-autofocus
          onChange={(file) => file !== null && onFile(file)}
        />
        {busy && (
          <Text size="sm" role="status">
            {t('imports.reading')}
          </Text>
        )}
      </Stack>
    </Paper>
  );
}
