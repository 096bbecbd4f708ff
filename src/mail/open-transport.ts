import { createTransport } from "nodemailer";
import type { MailSettings } from "../model/mail-settings.ts";

/** A mail as it goes out. */
export interface MailToSend {
  /** Without its domain, which is the sender's. */
  readonly messageId: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly at: Date;
}

/** A way to a mail server, which is closed when it is not needed any more. */
export interface MailTransport {
  readonly send: (mail: MailToSend) => Promise<void>;
  readonly close: () => void;
}

/** How long a server may be silent. */
const silentMs = 20_000;

/**
 * Opens a way to the mail server. Private addresses are fine: it is the desk's own. With STARTTLS nothing is said in the clear, and
 * certificates have to be right.
 */
export function openTransport(
  settings: MailSettings,
  { password, timeoutMs = silentMs }: { password: string | null; timeoutMs?: number },
): MailTransport {
  const { host, port, security, user, from, fromName, replyTo } = settings;
  const transport = createTransport({
    pool: true,
    maxConnections: 1,
    host,
    port,
    secure: security === "tls",
    requireTLS: security === "starttls",
    ignoreTLS: security === "none",
    ...(user !== "" && { auth: { user, pass: password ?? "" } }),
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    dnsTimeout: timeoutMs,
    // Nothing of a mail is taken from a file or an address of this machine.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    send: async ({ messageId, to, subject, text, at }) => {
      await transport.sendMail({
        from: { name: fromName, address: from },
        to: { name: "", address: to },
        ...(replyTo !== "" && { replyTo: { name: "", address: replyTo } }),
        messageId: `<${messageId}@${from.split("@").at(-1)}>`,
        subject,
        text,
        date: at,
        // Machines don't answer machines (RFC 3834).
        headers: { "Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All" },
      });
    },
    close: () => transport.close(),
  };
}
