import type { z } from "@hono/zod-openapi";
import { useQuery } from "@tanstack/react-query";
import type { CustomFieldChange, CustomFieldToCreate, CustomFieldView } from "../../../src/api/v1/custom-fields/routes.ts";
import { call } from "../../queries/call.ts";
import { useChange } from "../../queries/use-change.ts";

export type CustomField = z.infer<typeof CustomFieldView>;
export type CustomFieldDraft = z.infer<typeof CustomFieldToCreate>;

const touched = ["custom fields", "kinds", "catalogue", "person", "records"];

/** Whose records have custom fields, in the order in which they are shown. */
export const holders = [
  { entity: "user", label: "Users" },
  { entity: "agent", label: "Agents" },
  { entity: "customer", label: "Customers" },
  { entity: "site", label: "Sites" },
  { entity: "asset", label: "Assets" },
  { entity: "ticket", label: "Tickets" },
] as const;

export function useCustomFields() {
  return useQuery({ queryKey: ["custom fields"], queryFn: () => call<{ readonly items: readonly CustomField[] }>("/custom-fields") });
}

export function useCreateCustomField() {
  return useChange(touched, ({ key, values }: { readonly key: string; readonly values: CustomFieldDraft }) =>
    call<CustomField>("/custom-fields", { method: "POST", body: values, key }),
  );
}

export function useSaveCustomField({ id, version }: { readonly id: number; readonly version: number }) {
  return useChange(touched, (patch: z.infer<typeof CustomFieldChange>) =>
    call<CustomField>(`/custom-fields/${id}`, { method: "PATCH", body: patch, version }),
  );
}

/** Deletes a field with the values that records have in it. */
export function useDeleteCustomField({ id, version }: { readonly id: number; readonly version: number }) {
  return useChange(touched, () => call<undefined>(`/custom-fields/${id}`, { method: "DELETE", version, query: { values: "delete" } }));
}
