/** Where adb listens unless told otherwise. */
const ADB_PORT = 5555;

/** The addresses typed or pasted: by line, comma or space, each once, with adb's port where none is given. */
export function readAddresses(text: string): string[] {
  const words = text.split(/[\s,;]+/).filter((word) => word !== '');
  return [...new Set(words.map((word) => (hasPort(word) ? word : `${word}:${ADB_PORT}`)))];
}

/** A colon outside brackets; whether a port follows it, the console says. */
function hasPort(address: string): boolean {
  return address.replace(/^\[[^\]]*\]/, '').includes(':');
}
