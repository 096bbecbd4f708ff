import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { TakeoverColumns, TakeoverKind } from "../../../src/model/takeover.ts";
import { call } from "../../queries/call.ts";
import type { Sheet } from "../../records/record-types.ts";
import { uploadFile } from "../../ui/upload-file.ts";
import type { TakeoverDetail, TakeoverLine, TakeoverView } from "./takeover-types.ts";

/** Take-overs, newest first. */
export function useTakeovers() {
  return useQuery({
    queryKey: ["takeovers", "list"],
    queryFn: () => call<Sheet<TakeoverView>>("/takeovers", { query: { limit: "100" } }),
  });
}

/** A take-over with its files; while it is applied it is asked for again every second. */
export function useTakeover(id: number, isApplying: boolean) {
  return useQuery({
    queryKey: ["takeovers", "one", id],
    queryFn: () => call<TakeoverDetail>(`/takeovers/${id}`),
    refetchInterval: (query) => (isApplying || query.state.data?.state === "applying" ? 1_000 : false),
  });
}

export function askLines(id: number, query: Readonly<Record<string, string | undefined>>) {
  return call<Sheet<TakeoverLine>>(`/takeovers/${id}/lines`, { query });
}

export function useBeginTakeover() {
  return useTakeoverChange((system: string) => call<TakeoverDetail>("/takeovers", { method: "POST", body: { system } }));
}

export function useDeleteTakeover() {
  return useTakeoverChange((id: number) => call<undefined>(`/takeovers/${id}`, { method: "DELETE" }));
}

interface FileToSend {
  readonly id: number;
  readonly kind: TakeoverKind;
  readonly file: File;
  readonly onProgress: (share: number) => void;
}

export function useSendFile() {
  return useTakeoverChange(({ id, kind, file, onProgress }: FileToSend) =>
    uploadFile<TakeoverDetail>({ method: "PUT", path: `/takeovers/${id}/files/${kind}`, file, contentType: "text/csv", onProgress }),
  );
}

export function useDropFile() {
  return useTakeoverChange(({ id, kind }: { readonly id: number; readonly kind: TakeoverKind }) =>
    call<TakeoverDetail>(`/takeovers/${id}/files/${kind}`, { method: "DELETE" }),
  );
}

interface ColumnsToSave {
  readonly id: number;
  readonly kind: TakeoverKind;
  readonly columns: TakeoverColumns;
}

export function useSaveColumns() {
  return useTakeoverChange(({ id, ...columns }: ColumnsToSave) =>
    call<TakeoverDetail>(`/takeovers/${id}/columns`, { method: "PUT", body: columns }),
  );
}

export function usePlanTakeover() {
  return useTakeoverChange((id: number) => call<TakeoverDetail>(`/takeovers/${id}/plan`, { method: "POST", body: {} }));
}

/** Carries out the plan of this hash; the answer comes when it is done. */
export function useApplyTakeover() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ id, hash }: { readonly id: number; readonly hash: string }) =>
      call<TakeoverView>(`/takeovers/${id}/apply`, { method: "POST", body: { hash } }),
    // The desk is another one now, even where not all of it went well.
    onSettled: () => queries.invalidateQueries(),
  });
}

/** Plans taking a take-over back, as one of its own. */
export function useUndoTakeover() {
  return useTakeoverChange((id: number) => call<TakeoverDetail>(`/takeovers/${id}/undo`, { method: "POST", body: {} }));
}

function useTakeoverChange<Input, Output>(change: (input: Input) => Promise<Output>) {
  const queries = useQueryClient();
  return useMutation({ mutationFn: change, onSuccess: () => queries.invalidateQueries({ queryKey: ["takeovers"] }) });
}
