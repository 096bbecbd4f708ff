import type { WebhookView } from "../../../src/api/v1/shapes/webhooks.ts";
import { StateBadge } from "../../ui/state-badge.tsx";

/** How a webhook does. */
export function WebhookState({ webhook }: { readonly webhook: WebhookView }) {
  if (!webhook.isActive) {
    return <StateBadge tone={webhook.stoppedBecause === null ? "neutral" : "bad"}>{webhook.stoppedBecause ?? "switched off"}</StateBadge>;
  }
  if (webhook.failures > 0) return <StateBadge tone="waiting">failed {webhook.failures.toLocaleString()} times in a row</StateBadge>;
  return <StateBadge tone="good">active</StateBadge>;
}
