import type { Duplex } from 'node:stream';

/** `adb_server`: through an adb server (USB and whatever else it knows). `direct_tcp`: straight to the phone's port. */
export type TransportKind = 'adb_server' | 'direct_tcp';

/** How long one call may take, and how its caller may give it up (then the signal's reason is thrown). */
export interface CallOptions {
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
}

export interface ShellOptions extends CallOptions {
  readonly timeoutMs: number;
  /** Upper bound for stdout and stderr together, in bytes; more is `too_large`. */
  readonly maxBytes?: number;
}

export interface ShellResult {
  readonly exitCode: number;
  readonly stdout: string;
  /** Empty on phones without shell protocol v2 (Android 6 and older), where it arrives in `stdout`. */
  readonly stderr: string;
}

/** A command that is meant to run for long, such as `am instrument -w`. */
export interface HeldCommand {
  /** Settles when the command ends, for whatever reason; never rejects. `exitCode` is null when nobody told it. */
  readonly ended: Promise<HeldCommandEnd>;
  /** Hangs up, which ends the command on the phone. */
  stop(): Promise<void>;
}

export interface HeldCommandEnd {
  readonly exitCode: number | null;
  /** The last characters of its output. */
  readonly outputTail: string;
}

export interface PhoneFacts {
  /** `ro.serialno`: the serial of the hardware, the same over every transport. */
  readonly serial: string;
  readonly model: string;
  readonly androidVersion: string;
  /** `settings get secure android_id`; null where the phone does not tell. */
  readonly androidId: string | null;
}

/**
 * One phone that can be talked to. Every call has a deadline, for a frozen phone answers nothing and closes nothing.
 * Calls throw `AndroidError`: `timed_out`, `phone_gone`, or what is said at each.
 */
export interface PhoneConnection extends AsyncDisposable {
  readonly transport: TransportKind;
  /** What `PhoneTransport.connect` was given. */
  readonly address: string;
  /** Resolves, and never rejects, when the phone has gone or `close` was called. */
  readonly closed: Promise<void>;
  /** Runs one command; each argument reaches it as it is, whatever characters it has. A non-zero exit is a result, not an error. */
  shell(argv: readonly string[], options: ShellOptions): Promise<ShellResult>;
  /** Starts a command and leaves it running. The options bound the start only. */
  hold(argv: readonly string[], options?: CallOptions): Promise<HeldCommand>;
  /** One round trip to the phone's adbd, which starts no process there: for asking every few seconds. */
  ping(options?: CallOptions): Promise<void>;
  facts(options?: CallOptions): Promise<PhoneFacts>;
  /** Installs or updates one APK file of this machine. Throws `install_failed` with the phone's reason word. */
  installApk(path: string, options?: CallOptions): Promise<void>;
  /** A byte stream to a TCP port on the phone itself. */
  openPort(port: number, options?: CallOptions): Promise<Duplex>;
  close(): Promise<void>;
}
