/** RFC 5321 §4.5.3.1.3, less the brackets. */
const LONGEST_ADDRESS = 254;

/** One address and nothing else: no list, no name, nothing that could end a header's line. */
export const isMailAddress = (text: string): boolean =>
  text.length <= LONGEST_ADDRESS && /^[^\s@<>",;:()[\]\\]+@[^\s@<>",;:()[\]\\]+\.[^\s@<>",;:()[\]\\]+$/u.test(text);
