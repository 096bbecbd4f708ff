import { z } from "zod";

const line = (max: number) =>
  z
    .string()
    .trim()
    .max(max, `has more than ${max} characters`)
    .refine((text) => text.isWellFormed() && !/\p{Cc}/u.test(text), "holds a character that is none");
const address = z.email("is no e-mail address").max(254);

/** How the desk sends mail (D4), without the password, which is kept sealed. */
export const MailSettings = z.strictObject({
  /** While it is off, mail waits. */
  isActive: z.boolean().default(true),
  host: line(253).pipe(z.string().regex(/^[^\s/:@]+$|^[0-9a-f:]+$/i, "is the name or the address of a server, like smtp.example.com")),
  port: z.number().int().min(1).max(65_535),
  /** `tls` from the first byte (465), `starttls` before anything is said (587), or `none`, for a server in one's own network. */
  security: z.enum(["tls", "starttls", "none"]),
  /** Empty: the server asks for no sign-in. */
  user: line(200).default(""),
  from: address,
  fromName: line(100).default(""),
  /** Empty: answers go to `from`. */
  replyTo: z.union([z.literal(""), address]).default(""),
});
export type MailSettings = z.infer<typeof MailSettings>;

/** What becomes of a mail: it waits, was sent, or was given up. */
export const MailState = z.enum(["waiting", "sent", "failed"]);
export type MailState = z.infer<typeof MailState>;
