import type { z } from "@hono/zod-openapi";
import { useQuery } from "@tanstack/react-query";
import type { MailSettingsBody, MailSettingsView, MailTestResult, MailView } from "../../../src/api/v1/shapes/mail.ts";
import { call } from "../../queries/call.ts";
import { useChange } from "../../queries/use-change.ts";

export type MailSetUp = z.infer<typeof MailSettingsView>;
export type MailToSave = z.infer<typeof MailSettingsBody>;

export function useMailSettings(isWanted = true) {
  return useQuery({ queryKey: ["mail", "settings"], queryFn: () => call<MailSetUp>("/mail-settings"), enabled: isWanted });
}

export function useSaveMailSettings() {
  return useChange(["mail"], ({ version, settings }: { readonly version: number; readonly settings: MailToSave }) =>
    call<MailSetUp>("/mail-settings", { method: "PUT", body: settings, version }),
  );
}

/** Sends one mail with the settings that are saved, and says how it went. */
export function useTestMail() {
  return useChange(["mail"], (to: string) => call<z.infer<typeof MailTestResult>>("/mail-settings/test", { method: "POST", body: { to } }));
}

export function askMail(query: Readonly<Record<string, string | undefined>>) {
  return call<{ readonly items: readonly MailView[]; readonly total: number }>("/outgoing-mail", { query });
}

export function useRetryMail() {
  return useChange(["mail"], (id: number) => call<unknown>(`/outgoing-mail/${id}/retry`, { method: "POST" }));
}
