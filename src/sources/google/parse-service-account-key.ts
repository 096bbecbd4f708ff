import { createPrivateKey } from "node:crypto";
import { Invalid } from "../../model/errors.ts";
import type { Json } from "../../model/person.ts";
import { type JsonObject, objectOf, textOf } from "./json.ts";

/** What is needed of a service account's key file. `numericClientId` is what domain-wide delegation is entered for; null when the file lacks it. */
export interface ServiceAccountKey {
  readonly clientEmail: string;
  readonly privateKey: string;
  readonly privateKeyId: string | null;
  readonly numericClientId: string | null;
}

const cure = "Create one in the Google Cloud console: IAM & Admin, Service accounts, the account, Keys, Add key, JSON.";

/**
 * Reads the JSON key file of a service account (cloud.google.com/iam/docs/keys-create-delete). Throws `Invalid` that says what the text is
 * instead; the key itself never stands in a message.
 */
export function parseServiceAccountKey(text: string): ServiceAccountKey {
  const file = objectOf(parseJson(text));
  if (file === null) throw fault(describeOtherText(text));
  const other = describeOtherFile(file);
  if (other !== null) throw fault(other);
  const clientEmail = textOf(file.client_email);
  if (clientEmail?.includes("@") !== true) throw fault(`The file has no client_email. ${cure}`);
  const privateKey = textOf(file.private_key);
  if (privateKey === null) throw fault(`The file has no private_key: Google shows it once, when the key is created. ${cure}`);
  if (!isRsaKey(privateKey))
    throw fault("The private_key of the file cannot be read as an RSA key: use the file as it was downloaded, unedited.");
  return { clientEmail, privateKey, privateKeyId: textOf(file.private_key_id), numericClientId: textOf(file.client_id) };
}

function describeOtherFile(file: JsonObject): string | null {
  if (objectOf(file.web) !== null || objectOf(file.installed) !== null)
    return `This is the file of an OAuth client, not of a service account: enter its client ID and secret under "OAuth client" instead. ${cure}`;
  const type = textOf(file.type);
  if (type === "authorized_user") return `This file holds one person's own sign-in (gcloud), not a service account's key. ${cure}`;
  if (type === "external_account") return `This file is for workload identity federation and holds no key. ${cure}`;
  if (type !== null && type !== "service_account")
    return `This is a credential file of the kind "${type}", not a service account's key. ${cure}`;
  if (textOf(file.refresh_token) !== null) return `This file holds a refresh token, not a service account's key. ${cure}`;
  return null;
}

function describeOtherText(text: string): string {
  const start = text.trimStart();
  if (start === "") return `The file is empty. ${cure}`;
  if (start.startsWith("-----BEGIN")) return `This is a bare private key (PEM): the whole JSON file is needed. ${cure}`;
  if (start.startsWith("{"))
    return "The text is not complete JSON: choose the file as it was downloaded, unedited and to its last bracket.";
  return `This is not a JSON file; P12 keys are not supported. ${cure}`;
}

function isRsaKey(pem: string): boolean {
  try {
    return createPrivateKey(pem).asymmetricKeyType === "rsa";
  } catch {
    return false;
  }
}

function parseJson(text: string): Json | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function fault(says: string): Invalid {
  return new Invalid([{ at: "serviceAccountKey", says }]);
}
