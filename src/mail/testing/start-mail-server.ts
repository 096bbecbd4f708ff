import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { SMTPServer, type SMTPServerOptions } from "smtp-server";
import { must } from "../../model/errors.ts";

/** A mail server of a test, which keeps what it takes. */
export interface TestMailServer {
  readonly port: number;
  /** What it took: sender, recipients, the message as it came. */
  readonly taken: { readonly from: string; readonly to: readonly string[]; readonly message: string }[];
  /** What it answers to recipients from now on; null takes them. */
  answers: { readonly code: number; readonly says: string } | null;
  readonly close: () => Promise<void>;
}

/** Starts a real SMTP server on a free port; its own certificate is signed by nobody. */
export async function startMailServer(options: SMTPServerOptions = {}): Promise<TestMailServer> {
  const taken: TestMailServer["taken"] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    allowInsecureAuth: true,
    onRcptTo(_address, _session, callback) {
      if (running.answers === null) return callback();
      callback(Object.assign(new Error(running.answers.says), { responseCode: running.answers.code }));
    },
    onData(stream, session, callback) {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        const from = session.envelope.mailFrom === false ? "" : session.envelope.mailFrom.address;
        taken.push({ from, to: session.envelope.rcptTo.map((one) => one.address), message: Buffer.concat(chunks).toString() });
        callback();
      });
    },
    ...options,
  });
  // Clients that break off are what some tests are about.
  server.on("error", () => undefined);
  server.listen(0, "127.0.0.1");
  await once(server.server, "listening");
  // A server that listens on a port has such an address.
  const { port } = must(server.server.address(), "an address") as AddressInfo;
  const running: TestMailServer = { port, taken, answers: null, close: () => new Promise((resolve) => server.close(() => resolve())) };
  return running;
}
