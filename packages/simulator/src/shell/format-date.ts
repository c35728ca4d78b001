const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const MONTHS = 'January February March April May June July August September October November December'.split(' ');

/** strftime for a phone set to UTC: the conversions that `date` and `ls` need; an unknown one stays as it is. */
export function formatDate(format: string, date: Date): string {
  return format.replaceAll(/%(\d*)([A-Za-z%])/g, (whole, width: string, letter: string) => {
    const expanded = conversion(letter, width, date);
    return expanded ?? whole;
  });
}

function conversion(letter: string, width: string, date: Date): string | null {
  switch (letter) {
    case 's':
      return String(Math.floor(date.getTime() / 1000));
    case 'N':
      return `${String(date.getUTCMilliseconds()).padStart(3, '0')}000000`.slice(0, width === '' ? 9 : Number(width));
    case 'Y':
      return String(date.getUTCFullYear());
    case 'y':
      return two(date.getUTCFullYear() % 100);
    case 'm':
      return two(date.getUTCMonth() + 1);
    case 'd':
      return two(date.getUTCDate());
    case 'e':
      return String(date.getUTCDate()).padStart(2);
    case 'H':
      return two(date.getUTCHours());
    case 'M':
      return two(date.getUTCMinutes());
    case 'S':
      return two(date.getUTCSeconds());
    case 'T':
      return formatDate('%H:%M:%S', date);
    case 'F':
      return formatDate('%Y-%m-%d', date);
    case 'a':
      return (DAYS[date.getUTCDay()] ?? '').slice(0, 3);
    case 'A':
      return DAYS[date.getUTCDay()] ?? '';
    case 'b':
      return (MONTHS[date.getUTCMonth()] ?? '').slice(0, 3);
    case 'B':
      return MONTHS[date.getUTCMonth()] ?? '';
    case 'Z':
      return 'UTC';
    case 'z':
      return '+0000';
    case 'n':
      return '\n';
    case '%':
      return '%';
    default:
      return null;
  }
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
