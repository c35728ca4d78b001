/** The code of an error of Node, the system or PostgreSQL (`ENOENT`, `23505`); empty for any other. */
export function systemCode(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}
