/** One figure beside its floor or peer, measured in the same run. */
export interface Figure {
  readonly what: string;
  readonly value: number;
  readonly unit: 'ms' | 's' | 'MB' | '×';
  /** What the same work costs without us, or through the peer. */
  readonly floor?: number;
  readonly floorIs?: string;
  /** The most that is good enough. */
  readonly bar?: number;
}

export interface Row {
  /** What a person types to run it alone. */
  readonly name: string;
  readonly run: () => Promise<Figure[]>;
}
