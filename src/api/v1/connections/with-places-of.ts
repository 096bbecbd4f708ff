import { Invalid } from "../../../model/errors.ts";

/** Does something whose faults name places within a larger whole, and names them as the request does: without that beginning. */
export async function withPlacesOf<T>(beginning: RegExp, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Invalid)) throw error;
    throw new Invalid(error.faults.map((fault) => ({ ...fault, at: fault.at.replace(beginning, "") })));
  }
}
