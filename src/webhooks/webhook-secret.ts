import { randomBytes } from "node:crypto";
import type { Vault } from "../connections/vault.ts";

/** A new secret of a webhook: 256 bits of chance. */
export function createWebhookSecret(): string {
  return `whsec_${randomBytes(32).toString("base64url")}`;
}

/** Seals the secret of a webhook; it opens nowhere but with that webhook. */
export function sealWebhookSecret(vault: Vault, webhookId: number, secret: string): Buffer {
  return vault.seal(secret, placeOf(webhookId));
}

/** The secrets that sign now: the webhook's own, and the one it replaces while that holds. */
export function openWebhookSecrets(
  vault: Vault,
  { webhookId, sealed, sealedFormer }: { readonly webhookId: number; readonly sealed: Buffer; readonly sealedFormer: Buffer | null },
): readonly string[] {
  return [sealed, sealedFormer].filter((one) => one !== null).map((one) => vault.open(one, placeOf(webhookId)));
}

function placeOf(webhookId: number): string {
  return `webhook ${webhookId}`;
}
