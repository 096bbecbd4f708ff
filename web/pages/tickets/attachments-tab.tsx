import { Group, Stack, Text } from "@mantine/core";
import { Allowed } from "../../session.tsx";
import { ConfirmButton } from "../../ui/confirm.tsx";
import { Empty } from "../../ui/empty.tsx";
import { FileDrop } from "../../ui/file-drop.tsx";
import { Loaded } from "../../ui/loaded.tsx";
import { When } from "../../ui/when.tsx";
import { AttachmentLink } from "./attachment-link.tsx";
import { useAttachments, useDeleteAttachment } from "./queries.ts";
import classes from "./tickets.module.css";
import { UploadList } from "./upload-list.tsx";
import { attachmentLimit, useUploads } from "./use-uploads.ts";

/** The files of a ticket. They are saved, never shown: nobody knows what is in them. */
export function AttachmentsTab({ ticketId }: { readonly ticketId: number }) {
  const attachments = useAttachments(ticketId);
  const { uploads, add, send, drop } = useUploads();
  const remove = useDeleteAttachment();
  return (
    <Stack gap="md">
      <Allowed to="tickets:edit">
        <FileDrop
          label="Attach files for agents and the user"
          limit={attachmentLimit}
          isSeveral
          onFiles={(files) => void send({ ticketId, isPrivate: false }, add(files))}
        />
        <UploadList uploads={uploads} onDrop={drop} />
      </Allowed>
      <Loaded query={attachments} reading="the files">
        {({ items }) =>
          items.length === 0 ? (
            <Empty title="No file is attached">Files that come with a reply or a note stand here, too.</Empty>
          ) : (
            <ul className={classes.files}>
              {items.map((file) => (
                <li key={file.id}>
                  <Text size="sm" component="span" style={{ overflowWrap: "anywhere" }}>
                    <AttachmentLink file={file} />
                    {` · ${file.by} · `}
                    <When at={file.at} />
                    {file.actionNumber !== null && ` · with action ${file.actionNumber}`}
                  </Text>
                  <Allowed to="tickets:edit">
                    <Group>
                      <ConfirmButton
                        label="Delete…"
                        size="compact-sm"
                        isDestructive
                        confirmTitle={`Delete ${file.fileName}?`}
                        confirmBody="The file is gone for good. Whoever saved it before still has it."
                        onConfirm={() => remove.mutateAsync(file.id)}
                      />
                    </Group>
                  </Allowed>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </Stack>
  );
}
