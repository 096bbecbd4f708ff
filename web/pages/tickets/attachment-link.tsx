import type { Attachment } from "../../../src/model/ticket-attachment.ts";
import { IconFile } from "../../ui/icons.ts";
import { saySize } from "../../ui/say-size.ts";

/** A file of a ticket, to be saved: it is never shown here, whatever it is. */
export function AttachmentLink({ file }: { readonly file: Attachment }) {
  return (
    <>
      <IconFile size={14} aria-hidden />{" "}
      <a href={`/v1/attachments/${file.id}`} download={file.fileName} dir="auto">
        {file.fileName}
      </a>{" "}
      <span className="m-number">{saySize(file.size)}</span>
      {file.isPrivate && " · private"}
    </>
  );
}
