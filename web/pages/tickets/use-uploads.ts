import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { problemOf } from "../../ui/problem.tsx";
import { saySize } from "../../ui/say-size.ts";
import { uploadFile } from "../../ui/upload-file.ts";

/** A file on its way to a ticket. */
export interface Upload {
  readonly key: string;
  readonly file: File;
  /** From 0 to 1; null before it is sent. */
  readonly share: number | null;
  readonly fault: string | null;
}

/** As large as a file of a ticket may be, in bytes. */
const largest = 20 * 1024 * 1024;
export const attachmentLimit = "up to 20 MB each";

interface Where {
  readonly ticketId: number;
  readonly actionNumber?: number;
  readonly isPrivate: boolean;
}

/** Files for a ticket: gathered, then sent one after the other. What did not arrive stays, with the reason. */
export function useUploads() {
  const [uploads, setUploads] = useState<readonly Upload[]>([]);
  const queries = useQueryClient();
  const note = (key: string, change: Partial<Upload>) =>
    setUploads((all) => all.map((one) => (one.key === key ? { ...one, ...change } : one)));

  function add(files: readonly File[]): readonly Upload[] {
    const added = files.map((file) => ({ key: crypto.randomUUID(), file, share: null, fault: faultOf(file) }));
    setUploads((all) => [...all, ...added]);
    return added;
  }

  /** Sends what is gathered, or what is given. Answers whether all of it arrived. */
  async function send({ ticketId, actionNumber, isPrivate }: Where, chosen: readonly Upload[] = uploads): Promise<boolean> {
    let isWhole = true;
    for (const { key, file } of chosen.filter((one) => faultOf(one.file) === null)) {
      const query = new URLSearchParams({
        fileName: file.name,
        ...(actionNumber !== undefined && { actionNumber: String(actionNumber) }),
        ...(isPrivate && { isPrivate: "true" }),
      });
      note(key, { share: 0, fault: null });
      try {
        await uploadFile({
          method: "POST",
          path: `/tickets/${ticketId}/attachments?${query}`,
          file,
          onProgress: (share) => note(key, { share }),
        });
        setUploads((all) => all.filter((one) => one.key !== key));
      } catch (refused) {
        isWhole = false;
        note(key, { share: null, fault: problemOf(refused).detail });
      }
    }
    await queries.invalidateQueries({ queryKey: ["records", "ticket"] });
    return isWhole;
  }

  const drop = (key: string) => setUploads((all) => all.filter((one) => one.key !== key));
  return { uploads, add, send, drop };
}

function faultOf(file: File): string | null {
  return file.size > largest ? `has ${saySize(file.size)}: files may have 20 MB` : file.size === 0 ? "is empty" : null;
}
