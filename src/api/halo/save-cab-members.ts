import { listHeldGrants, saveHandCabs } from "../../desk/hand-grants.ts";
import { listCabMembers } from "../../desk/list-cab-members.ts";
import type { HaloCall } from "./halo-resource.ts";

interface Seat {
  readonly agentId: number;
  readonly cabRoleId: number | null;
}

/** Gives exactly these seats of a board by hand; those that directories gave stay, and are not given by hand as well. @throws Invalid, NotFound */
export async function saveCabMembers({ db, by, now }: HaloCall, cabId: number, seats: readonly Seat[]): Promise<void> {
  const before = await listCabMembers(db, [cabId]);
  const ofDirectories = new Set(before.filter(({ connectionId }) => connectionId !== null).map(({ agentId }) => agentId));
  const wanted = new Map(seats.filter(({ agentId }) => !ofDirectories.has(agentId)).map((seat) => [seat.agentId, seat]));
  const byHand = before.filter(({ connectionId }) => connectionId === null);
  for (const agentId of new Set([...byHand.map((member) => member.agentId), ...wanted.keys()])) {
    const held = (await listHeldGrants(db, { entity: "agent", id: agentId })).cabs.filter(({ source }) => source === "hand");
    const others = held.filter(({ id }) => id !== cabId).map(({ id, cabRoleId }) => ({ cabId: id, cabRoleId }));
    const seat = wanted.get(agentId);
    const seatHere = seat === undefined ? [] : [{ cabId, cabRoleId: seat.cabRoleId }];
    await saveHandCabs(db, agentId, [...others, ...seatHere], { by, now });
  }
}
