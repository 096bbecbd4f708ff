import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { BulkResult } from "../../../src/api/v1/records/bulk-shapes.ts";
import { ask } from "../../api.ts";
import { call } from "../../queries/call.ts";
import { forgetRecords } from "../../queries/records.ts";
import type { KindView } from "../record-types.ts";

export type { BulkResult };

/** Which records are meant: some by number, or everything that the list's query lets through. */
export type Meant = { readonly ids: readonly number[] } | { readonly filter: Readonly<Record<string, string>> };

interface Asked {
  readonly action: "change" | "delete";
  readonly patch?: object | undefined;
  /** Of the preview that is to be carried out; without it, a preview is made. */
  readonly digest?: string | undefined;
}

const people: readonly string[] = ["person", "users", "agents", "customers", "sites", "catalogue", "why"];

/** Tries a change of many records, or has done what was tried. Asking twice does it once. */
export function useBulk(kind: Pick<KindView, "name" | "path">, meant: Meant) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ action, patch, digest }: Asked) =>
      call<BulkResult>(`/${kind.path}/bulk`, {
        method: "POST",
        body: {
          ...meant,
          action,
          ...(patch !== undefined && { patch }),
          preview: digest === undefined,
          ...(digest !== undefined && { digest }),
        },
        key: digest,
      }),
    onSuccess: async ({ preview }) => {
      if (preview) return;
      await forgetRecords(queries, kind.name);
      if (kind.name === "user" || kind.name === "agent")
        await Promise.all(people.map((key) => queries.invalidateQueries({ queryKey: [key] })));
    },
  });
}

/** Fetches some records as a file, and hands it to the browser. @throws Refused */
export async function downloadChosen(kind: Pick<KindView, "path">, ids: readonly number[]): Promise<void> {
  const answer = await fetch(`/v1/${kind.path}/bulk/csv`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ ids }),
  });
  if (!answer.ok) await ask<unknown>(Promise.resolve(answer));
  const link = document.createElement("a");
  link.href = URL.createObjectURL(await answer.blob());
  link.download = `${kind.path}.csv`;
  link.click();
  URL.revokeObjectURL(link.href);
}
