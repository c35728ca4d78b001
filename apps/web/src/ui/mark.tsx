/** The product's mark; its name always stands beside it as text. */
export function Mark({ size = 28 }: { size?: number }) {
  return <img src="/muster.svg" width={size} height={size} alt="" />;
}
