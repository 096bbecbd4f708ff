import type { z } from "@hono/zod-openapi";
import { useQuery } from "@tanstack/react-query";
import type { ApplicationList, ApplicationView, NewApplication, RevokedTokens, RotatedSecret } from "../../../src/api/v1/shapes/access.ts";
import type { ApplicationPatch, ApplicationToCreate } from "../../../src/model/application.ts";
import { call } from "../../queries/call.ts";
import { useChange } from "../../queries/use-change.ts";

const keys = ["applications"];

/** Every application, and the scopes that there are in words. */
export function useApplications() {
  return useQuery({ queryKey: keys, queryFn: () => call<ApplicationList>("/applications") });
}

export function useApplication(id: number) {
  return useQuery({ queryKey: [...keys, id], queryFn: () => call<ApplicationView>(`/applications/${id}`) });
}

export function useCreateApplication() {
  return useChange(keys, ({ key, values }: { readonly key: string; readonly values: ApplicationToCreate }) =>
    call<NewApplication>("/applications", { method: "POST", body: values, key }),
  );
}

export function useSaveApplication(id: number) {
  return useChange(keys, ({ version, patch }: { readonly version: number; readonly patch: ApplicationPatch }) =>
    call<ApplicationView>(`/applications/${id}`, { method: "PATCH", body: patch, version }),
  );
}

export function useDeleteApplication(id: number) {
  return useChange(keys, (version: number) => call<undefined>(`/applications/${id}`, { method: "DELETE", version }));
}

/** Makes another secret; those there are go on for so many hours. */
export function useRotateSecret(id: number) {
  return useChange(keys, (overlapHours: number) =>
    call<z.infer<typeof RotatedSecret>>(`/applications/${id}/secrets`, { method: "POST", body: { overlapHours } }),
  );
}

export function useDeleteSecret(id: number) {
  return useChange(keys, (secretId: number) => call<undefined>(`/applications/${id}/secrets/${secretId}`, { method: "DELETE" }));
}

export function useRevokeTokens(id: number) {
  return useChange(keys, () => call<z.infer<typeof RevokedTokens>>(`/applications/${id}/revoke-tokens`, { method: "POST" }));
}
