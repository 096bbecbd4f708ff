import { type HaloClient, type HaloDesk, startHaloDesk } from "./start-halo-desk.ts";

/** A desk with one customer, and a client of HaloPSA that may do everything there. */
export interface HaloCustomer {
  readonly desk: HaloDesk;
  readonly client: HaloClient;
  /** The customer as it was answered when it was made. */
  readonly customer: { readonly id: number; readonly main_site_id: number };
  /** Posts one object to a resource: `save("Asset", {…})`. Answers the body as it came. */
  readonly save: (path: string, item: object) => Promise<Saved>;
}

type Saved = Awaited<ReturnType<HaloClient["ask"]>>["body"];

/** Starts such a desk. `desk` is to be closed. */
export async function startHaloCustomer(): Promise<HaloCustomer> {
  const desk = await startHaloDesk();
  const client = await desk.connect();
  const save = async (path: string, item: object) => (await client.ask("POST", `/${path}`, [item])).body;
  return { desk, client, customer: await save("Client", { name: "Alder & Finch" }), save };
}
