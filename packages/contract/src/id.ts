import { z } from 'zod';

/** An id in a body: positive, never reused, and no larger than the database's integer. */
export const Id = z.int().positive().max(2_147_483_647);

/** The same in a path or a query string, where everything is text. */
export const IdInUrl = z.coerce.number().int().positive().max(2_147_483_647);
