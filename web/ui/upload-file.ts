import type { Problem } from "../../src/api/v1/shapes/common.ts";
import { Refused } from "../api.ts";

interface Upload {
  readonly method: "POST" | "PUT";
  /** Below /v1. */
  readonly path: string;
  readonly file: File;
  /** What the server takes it as; what the browser thinks it is, without it. */
  readonly contentType?: string;
  /** Told how much is there, from 0 to 1. */
  readonly onProgress: (share: number) => void;
}

/** Sends a file as it is, and tells how far it is: browsers say that of this kind of request only. @throws Refused */
export function uploadFile<T>({ method, path, file, contentType, onProgress }: Upload): Promise<T> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open(method, `/v1${path}`);
    request.setRequestHeader("Content-Type", contentType ?? (file.type || "application/octet-stream"));
    request.upload.addEventListener("progress", (event) => {
      if (event.lengthComputable) onProgress(event.loaded / event.total);
    });
    request.addEventListener("load", () => {
      const body = parse(request.responseText);
      if (request.status < 300)
        resolve(body as T); // The caller knows what this path answers.
      else reject(new Refused(isProblem(body) ? body : problem(request.status, `The server answered ${request.status}.`)));
    });
    request.addEventListener("error", () =>
      reject(new Refused(problem(0, `${file.name} did not arrive: the connection was lost. Try again.`))),
    );
    request.send(file);
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function isProblem(value: unknown): value is Problem {
  return typeof value === "object" && value !== null && "detail" in value && "title" in value;
}

function problem(status: number, detail: string): Problem {
  return { type: "about:blank", title: "The file was not taken", status, detail };
}
