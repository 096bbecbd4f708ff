import { Invalid } from "../model/errors.ts";

/** The text of a file and how it was written: UTF-8 with or without a mark, UTF-16 with one, else Windows-1252. @throws Invalid for what is no text */
export function decodeText(content: Uint8Array): { readonly text: string; readonly encoding: string } {
  const encoding = findEncoding(content);
  const text = new TextDecoder(encoding).decode(content);
  if (text.includes("\0")) throw new Invalid([{ at: "file", says: "is no text: save it as CSV first" }]);
  return { text, encoding };
}

function findEncoding(content: Uint8Array): string {
  if (content[0] === 0xff && content[1] === 0xfe) return "utf-16le";
  if (content[0] === 0xfe && content[1] === 0xff) return "utf-16be";
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(content);
    return "utf-8";
  } catch {
    return "windows-1252";
  }
}
