import { createHmac } from "node:crypto";

/**
 * The value of `Muster-Signature`: `t=<seconds>,v1=<hex>`, with an HMAC-SHA256 of `<seconds>.<body>` for each secret in force. The time is
 * signed too, so that a delivery that somebody caught can't be sent again for ever.
 */
export function signDelivery(body: string, secrets: readonly string[], at: Date): string {
  const seconds = Math.floor(at.getTime() / 1000);
  const signatures = secrets.map((secret) => `v1=${createHmac("sha256", secret).update(`${seconds}.${body}`).digest("hex")}`);
  return [`t=${seconds}`, ...signatures].join(",");
}
