export { FigureBook } from './service.ts';
export type { CountName, FigureSource, ReadCount, Reading, Snapshot } from './figures.ts';
export { figuresOf, type FigureRow } from './store.ts';
export type { FigureTables } from './tables.ts';
