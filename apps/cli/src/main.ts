import { Command, CommanderError } from 'commander';
import { MusterRefusal, MusterUnreachable } from '@muster/client';
import { accountCommands } from './commands/accounts.ts';
import { auditCommands } from './commands/audit.ts';
import { deviceCommands } from './commands/devices.ts';
import { doctorCommand } from './commands/doctor.ts';
import { runCommands } from './commands/runs.ts';
import { screenCommand } from './commands/screen.ts';
import { serveCommand } from './commands/serve.ts';
import { sheetCommands } from './commands/sheet.ts';
import { simulatorCommand } from './commands/simulator.ts';
import { workspaceCommands } from './commands/workspaces.ts';
import { CommandRefused, exit, WrongUsage } from './exit.ts';

const program = new Command('muster')
  .description('Keeps TikTok and Instagram accounts in step with the phones they live on.')
  .configureHelp({ showGlobalOptions: true })
  .configureOutput({ outputError: (text, write) => write(text.replace(/^error: /, '')) })
  .exitOverride();

serveCommand(program);
simulatorCommand(program);
workspaceCommands(program);
accountCommands(program);
deviceCommands(program);
runCommands(program);
auditCommands(program);
sheetCommands(program);
screenCommand(program);
doctorCommand(program);

// Whoever reads our output may stop early, as `head` does; that is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(exit.done);
  throw error;
});

try {
  await program.parseAsync(process.argv);
} catch (error) {
  process.exitCode = statusOf(error);
}

function statusOf(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? exit.done : exit.usage;
  if (error instanceof CommandRefused || error instanceof WrongUsage) {
    process.stderr.write(`${error.message}\n`);
    return error.status;
  }
  if (error instanceof MusterRefusal || error instanceof MusterUnreachable) {
    process.stderr.write(`${error.message}\n`);
    return exit.refused;
  }
  if (error instanceof Error && 'code' in error && error.name === 'StartError') {
    process.stderr.write(`${error.message}\n`);
    return exit.refused;
  }
  if (isAboutFile(error)) {
    process.stderr.write(`${error.path} cannot be used (${error.code}).\n`);
    return exit.refused;
  }
  throw error;
}

/** A file that was named by the operator and is not there, or not to be written to. */
function isAboutFile(error: unknown): error is Error & { code: string; path: string } {
  return error instanceof Error && 'syscall' in error && 'code' in error && 'path' in error;
}
