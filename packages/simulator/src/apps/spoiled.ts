const HUGE = 50 * 1024 * 1024;

/** A hierarchy cut off in the middle, or one of more than 50 MB. */
export function spoiled(xml: string, fault: 'bad_xml' | 'huge_xml'): string {
  if (fault === 'bad_xml') return xml.slice(0, Math.floor(xml.length / 2));
  const node = '<node index="0" text="x" class="android.view.View" package="x" bounds="[0,0][1,1]" />';
  return xml.replace('</hierarchy>', `${node.repeat(Math.ceil(HUGE / node.length))}</hierarchy>`);
}
