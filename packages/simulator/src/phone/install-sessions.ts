/** An `install-create`d session: parts are written to it by name, then committed as one package. */
interface InstallSession {
  parts: Map<string, Uint8Array>;
}

const FIRST_SESSION_ID = 1_000_001;

/** The open `pm install-create` sessions of one phone. */
export class InstallSessions {
  readonly #sessions = new Map<number, InstallSession>();
  #nextId = FIRST_SESSION_ID;

  create(): number {
    const id = this.#nextId;
    this.#nextId += 1;
    this.#sessions.set(id, { parts: new Map() });
    return id;
  }

  /** False when there is no such session. */
  write(id: number, name: string, apk: Uint8Array): boolean {
    const session = this.#sessions.get(id);
    session?.parts.set(name, apk);
    return session !== undefined;
  }

  has(id: number): boolean {
    return this.#sessions.has(id);
  }

  /** Ends the session and gives the base APK (the first part written; splits ride along), or null when it holds nothing. */
  close(id: number): Uint8Array | null {
    const parts = this.#sessions.get(id)?.parts;
    this.#sessions.delete(id);
    return parts?.values().next().value ?? null;
  }
}
