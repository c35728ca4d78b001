import { TextInput, UnstyledButton } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useId, useRef, useState, type ReactNode } from 'react';
import { sentenceOf } from '../console/client.ts';
import classes from './inline-text.module.css';

interface InlineTextProps {
  readonly value: string;
  /** What is seen until it is edited. */
  readonly children: ReactNode;
  /** The name of the button that begins editing; it holds what is seen. */
  readonly editLabel: string;
  readonly fieldLabel: string;
  readonly maxLength: number;
  readonly suggestions?: readonly string[];
  readonly onSave: (text: string) => Promise<unknown>;
}

/** A text edited where it stands: Enter or leaving it saves, Escape gives up, and a refusal is said below it. */
export function InlineText({
  value,
  children,
  editLabel,
  fieldLabel,
  maxLength,
  suggestions,
  onSave,
}: InlineTextProps) {
  const [draft, setDraft] = useState<string | null>(null);
  const button = useRef<HTMLButtonElement>(null);
  const byKeyboard = useRef(false);
  const listId = useId();
  const save = useMutation({ mutationFn: onSave, onSuccess: () => setDraft(null) });

  useEffect(() => {
    if (draft !== null || !byKeyboard.current) return;
    byKeyboard.current = false;
    button.current?.focus();
  }, [draft]);

  function finish(text: string): void {
    if (save.isPending) return;
    if (text.trim() === value) return giveUp();
    save.mutate(text.trim());
  }

  function giveUp(): void {
    save.reset();
    setDraft(null);
  }

  if (draft === null) {
    return (
      <UnstyledButton ref={button} className={classes.button} aria-label={editLabel} onClick={() => setDraft(value)}>
        {children}
        <IconPencil size={14} aria-hidden />
      </UnstyledButton>
    );
  }
  return (
    <>
      <TextInput
        size="xs"
        aria-label={fieldLabel}
        value={draft}
        maxLength={maxLength}
        autoFocus
        onFocus={(event) => event.currentTarget.select()}
        onChange={(event) => setDraft(event.currentTarget.value)}
        onBlur={() => finish(draft)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' && event.key !== 'Enter') return;
          event.preventDefault();
          byKeyboard.current = true;
          if (event.key === 'Escape') giveUp();
          else finish(draft);
        }}
        error={save.isError ? sentenceOf(save.error) : undefined}
        readOnly={save.isPending}
        {...(suggestions === undefined ? {} : { list: listId })}
      />
      {suggestions !== undefined && (
        <datalist id={listId}>
          {suggestions.map((text) => (
            <option key={text} value={text} />
          ))}
        </datalist>
      )}
    </>
  );
}
