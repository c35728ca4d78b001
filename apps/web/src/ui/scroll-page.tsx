import { useDocumentTitle } from '@mantine/hooks';
import type { ReactNode } from 'react';
import classes from './scroll-page.module.css';

/** A page that scrolls within the frame, so that the head of a table in it can stay in sight. */
export function ScrollPage({ title, head, children }: { title: string; head: ReactNode; children: ReactNode }) {
  useDocumentTitle(`${title} · Muster`);
  return (
    <div className={classes.page}>
      <div className={classes.head}>{head}</div>
      {children}
    </div>
  );
}
