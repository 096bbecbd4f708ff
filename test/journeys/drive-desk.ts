import { post, put, type Scene } from "./drive-demo.ts";

/** An application and a webhook, as they look once programs are connected. */
export async function connectPrograms(scene: Scene): Promise<void> {
  const application = { name: "n8n on LON-SRV2", kind: "services", scopes: ["read:customers", "edit:tickets"], agentId: 1 };
  await post(scene, "/v1/applications", application);
  const webhook = { name: "Status board", url: "https://board.brightwater.example/muster", events: ["ticket.created", "ticket.closed"] };
  await post(scene, "/v1/webhooks", webhook);
}

const customers = `Id,Name,Reference,Phone,Website
12,Harbour Clinic,HC,+44 20 5550 0140,https://harbourclinic.example
13,Tidewater Books,TW,+44 20 5550 0150,
`;

const users = `Id,Name,E-mail,Customer,Job title,Mobile,Shoe size
1001,Nadia Rahman,nadia.rahman@harbourclinic.example,12,Practice manager,+44 20 5550 0141,38
1002,"Silva, Caetano",caetano.silva@harbourclinic.example,12,Nurse,,43
1003,Óscar Lindgren,oscar@tidewater.example,13,Bookseller,+44 20 5550 0151,44
1004,Wren Castellan,wren@tidewater.example,99,Bookseller,,41
`;

/** Take-overs of customers and users, in which one line is refused: begun, planned, applied, and the undo of the last one planned. */
export async function takeOver(scene: Scene): Promise<void> {
  await begin(scene);
  await plan(scene, await begin(scene));
  const id = await begin(scene);
  await post(scene, `/v1/takeovers/${id}/apply`, { hash: await plan(scene, id) });
  await post(scene, `/v1/takeovers/${id}/undo`);
}

async function begin(scene: Scene): Promise<number> {
  const { id } = await post<{ readonly id: number }>(scene, "/v1/takeovers", { system: "HaloPSA" });
  await put(scene, `/v1/takeovers/${id}/files/customer`, customers);
  await put(scene, `/v1/takeovers/${id}/files/user`, users);
  return id;
}

async function plan(scene: Scene, id: number): Promise<string> {
  return (await post<{ readonly planHash: string }>(scene, `/v1/takeovers/${id}/plan`)).planHash;
}
