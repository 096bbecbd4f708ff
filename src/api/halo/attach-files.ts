import { Invalid } from "../../model/errors.ts";
import { saveAttachment } from "../../tickets/attachments.ts";
import type { HaloCall, HaloItem } from "./halo-resource.ts";
import { readItem } from "./shapes.ts";

/** Keeps files that came inside of a ticket or an action: `attachments: [{filename, data_base64}]`. @throws Invalid */
export async function attachFiles(
  call: HaloCall,
  items: readonly HaloItem[],
  to: { readonly ticketId: number; readonly actionNumber: number | null; readonly isPrivate: boolean },
): Promise<void> {
  for (const [at, item] of items.entries()) {
    const file = readFile(item, `attachments[${at}].`);
    await saveAttachment(call.db, { ...to, ...file }, { by: call.by, now: call.now, caller: call.caller });
  }
}

/** A file in a posted object, its content as base64, bare or as a data address. @throws Invalid, the place after `at` */
export function readFile(
  item: HaloItem,
  at: string,
): { readonly fileName: string; readonly contentType: string; readonly content: Buffer } {
  const sent = readItem(item);
  const fileName = sent.text("filename") ?? "";
  if (fileName.trim() === "") throw new Invalid([{ at: `${at}filename`, says: "is missing" }]);
  const text = sent.text("data_base64") ?? "";
  const [, type = "", base64 = ""] = /^(?:data:([^;,]{0,100})[^,]{0,200},)?(.*)$/s.exec(text) ?? [];
  const bare = base64.replaceAll(/\s/g, "");
  if (bare === "") throw new Invalid([{ at: `${at}data_base64`, says: "is missing: the content of the file, as base64" }]);
  if (!/^[A-Za-z0-9+/_-]*={0,2}$/.test(bare)) throw new Invalid([{ at: `${at}data_base64`, says: "is no base64" }]);
  return { fileName, contentType: type === "" ? "application/octet-stream" : type, content: Buffer.from(bare, "base64") };
}
