const entities: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: " ",
  ndash: "–",
  mdash: "—",
  hellip: "…",
};

/** Elements after and before which a line ends. */
const blocks = new Set(
  "address article blockquote br dd div dl dt footer form h1 h2 h3 h4 h5 h6 header hr li main ol p pre section table tbody tfoot thead tr ul".split(
    " ",
  ),
);
/** Elements whose content nobody reads. */
const hidden = new Set(["head", "script", "style", "template", "title"]);

/**
 * HTML as plain text: paragraphs and rows on lines of their own, cells parted by a bar, points of lists with a hyphen, addresses of links
 * behind their text. Nothing of it can become HTML again unless somebody makes it so.
 */
export function htmlToText(html: string): string {
  const parts: string[] = [];
  const add = (part: string) => {
    if (part !== "") parts.push(part);
  };
  let at = 0;
  let link: { readonly address: string; readonly from: number } | null = null;
  while (at < html.length) {
    const open = html.indexOf("<", at);
    add(readText(html.slice(at, open === -1 ? html.length : open)));
    if (open === -1) break;
    const tag = readTag(html, open);
    at = tag.end;
    if (hidden.has(tag.name) && !tag.isEnd) at = skipElement(html, tag);
    else if (tag.name !== "a") add(breakFor(tag, parts.at(-1)));
    else {
      if (tag.isEnd && link !== null && parts.slice(link.from).join("").trim() !== link.address) add(` (${link.address})`);
      link = tag.isEnd || tag.link === null ? null : { address: tag.link, from: parts.length };
    }
  }
  return tidy(parts.join(""));
}

interface Tag {
  readonly name: string;
  readonly isEnd: boolean;
  /** Where the text goes on. */
  readonly end: number;
  readonly link: string | null;
}

/** A tag, a comment, or a lonely `<`, which is text and has no name. */
function readTag(html: string, open: number): Tag {
  if (html.startsWith("<!--", open)) {
    const end = html.indexOf("-->", open + 4);
    return { name: "!", isEnd: false, end: end === -1 ? html.length : end + 3, link: null };
  }
  // A tag holds no other: so one that is not closed is text, and the next one is found from there.
  const bracket = /[<>]/g;
  bracket.lastIndex = open + 1;
  const next = bracket.exec(html);
  const close = next?.[0] === ">" ? next.index : -1;
  const inside = close === -1 ? "" : html.slice(open + 1, close);
  const name = /^\/?([a-z!?][a-z0-9]*)/i.exec(inside)?.[1]?.toLowerCase();
  if (name === undefined) return { name: "<", isEnd: false, end: open + 1, link: null };
  const link = name === "a" ? (/\shref\s*=\s*["']?(https?:[^"'\s>]{1,2000}|mailto:[^"'\s>]{1,300})/i.exec(inside)?.[1] ?? null) : null;
  return { name, isEnd: inside.startsWith("/"), end: close + 1, link: link === null ? null : readText(link) };
}

function skipElement(html: string, { name, end }: Tag): number {
  const close = new RegExp(`</${name}\\s*>`, "gi");
  close.lastIndex = end;
  return close.exec(html) === null ? html.length : close.lastIndex;
}

/** What stands for a tag in text, after what came last. */
function breakFor({ name, isEnd }: Tag, last: string | undefined): string {
  if (name === "<") return "<";
  if ((name === "td" || name === "th") && !isEnd) return last === undefined || /(^|\n)\s*$/.test(last) ? "" : " | ";
  if (name === "li" && !isEnd) return "\n- ";
  return blocks.has(name) ? "\n" : "";
}

/** Characters for which HTML has names, and space as HTML means it. */
function readText(html: string): string {
  return html.replaceAll(/\s+/g, " ").replaceAll(/&(#x?[0-9a-f]{1,7}|[a-z]{2,8});/gi, (whole, name: string) => {
    if (!name.startsWith("#")) return entities[name.toLowerCase()] ?? whole;
    const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
    return code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : "";
  });
}

function tidy(text: string): string {
  const lines = text.split("\n").map((line) => line.replaceAll(/ {2,}/g, " ").trim());
  return lines
    .filter((line, at) => line !== "" || lines[at - 1] !== "")
    .join("\n")
    .trim();
}

/** Plain text as HTML that shows it as it is. */
export function textToHtml(text: string): string {
  const safe = text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
  return safe.replaceAll("\n", "<br>");
}
