import type { z } from "@hono/zod-openapi";
import { useQuery } from "@tanstack/react-query";
import type { DeliveryView, NewWebhook, PostView, ReplacedSecret, WebhookPage, WebhookView } from "../../../src/api/v1/shapes/webhooks.ts";
import type { WebhookPatch, WebhookToSave } from "../../../src/model/webhook.ts";
import { call } from "../../queries/call.ts";
import { useChange } from "../../queries/use-change.ts";

export type Delivery = z.infer<typeof DeliveryView>;

export function useWebhooks() {
  return useQuery({ queryKey: ["webhooks"], queryFn: () => call<z.infer<typeof WebhookPage>>("/webhooks") });
}

export function useWebhook(id: number) {
  return useQuery({ queryKey: ["webhooks", id], queryFn: () => call<WebhookView>(`/webhooks/${id}`) });
}

/** A sheet of what was told, newest first. */
export function askDeliveries(id: number, query: Readonly<Record<string, string | undefined>>) {
  return call<{ readonly items: readonly Delivery[]; readonly total: number }>(`/webhooks/${id}/deliveries`, { query });
}

export function useCreateWebhook() {
  return useChange(["webhooks"], ({ key, ...body }: WebhookToSave & { readonly key: string }) =>
    call<z.infer<typeof NewWebhook>>("/webhooks", { method: "POST", body, key }),
  );
}

export function useSaveWebhook(id: number) {
  return useChange(["webhooks"], ({ version, patch }: { readonly version: number; readonly patch: WebhookPatch }) =>
    call<WebhookView>(`/webhooks/${id}`, { method: "PATCH", body: patch, version }),
  );
}

export function useDeleteWebhook(id: number) {
  return useChange(["webhooks"], (version: number) => call<undefined>(`/webhooks/${id}`, { method: "DELETE", version }));
}

/** Makes a new secret; the former one signs beside it for so many hours. */
export function useReplaceSecret(id: number) {
  return useChange(["webhooks"], (overlapHours: number) =>
    call<z.infer<typeof ReplacedSecret>>(`/webhooks/${id}/secret`, { method: "POST", body: { overlapHours } }),
  );
}

/** Tells the receiver of an event that did not happen, to see whether it hears. */
export function useTestWebhook(id: number) {
  return useChange(["webhooks"], () => call<z.infer<typeof PostView>>(`/webhooks/${id}/test`, { method: "POST" }));
}

export function useRedeliver(id: number) {
  return useChange(["webhooks"], (deliveryId: number) =>
    call<unknown>(`/webhooks/${id}/deliveries/${deliveryId}/redeliver`, { method: "POST" }),
  );
}
