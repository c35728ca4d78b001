import { config } from 'zod';

// The console forbids its pages to make code from text. Unless told before its first schema, zod tries, and the browser
// reports a violation.
config({ jitless: true });
