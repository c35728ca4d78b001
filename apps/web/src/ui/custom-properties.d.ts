export {};

declare module 'react' {
  /** Custom properties of CSS, by which a component hands values to its style sheet. */
  interface CSSProperties {
    [property: `--${string}`]: string | undefined;
  }
}
