import { deskBefore } from "../../seed/cast.ts";
import type { DeskBefore } from "../../seed/desk-before.ts";
import { armFault, type Fault, type FaultKind } from "../state/faults.ts";
import { now, putBack, type World } from "../state/world.ts";
import { ControlError, membersOf, numberOf } from "./control-route.ts";
import { incidentNames } from "./incidents.ts";

/** GET /control: what is in this sandbox. */
export function showState(world: World): object {
  return {
    organisations: world.directories.map(({ organisation, countPeople }) => ({
      customerId: organisation.customerId,
      name: organisation.name,
      domain: organisation.domain,
      people: countPeople(),
    })),
    clock: new Date(now(world)).toISOString(),
    faults: world.faults.length,
    incidents: incidentNames,
  };
}

/** GET /control/desk-before: what the demo's desk holds before the first import. */
export function deskBeforeOf(): DeskBefore {
  return deskBefore();
}

/** GET /control/faults: what is still armed. */
export function listFaults(world: World): readonly object[] {
  return world.faults.map(({ fault, left }) => ({ ...fault, left: Number.isFinite(left) ? left : "always" }));
}

/** POST /control/faults: one fault or a list of them, added to what is armed. */
export function addFaults(world: World, body: unknown): object {
  const faults = (Array.isArray(body) ? body : [body]).map(faultOf);
  world.faults.push(...faults.map(armFault));
  return { armed: world.faults.length };
}

/** DELETE /control/faults: nothing goes wrong any more. */
export function clearFaults(world: World): object {
  world.faults = [];
  return { armed: 0 };
}

/** POST /control/clock `{seconds?, days?}`: the sandbox's clock goes forward. */
export function advanceClock(world: World, body: unknown): object {
  world.clockAheadMs += (numberOf(body, "seconds", 0) + numberOf(body, "days", 0) * 86_400) * 1000;
  return { clock: new Date(now(world)).toISOString() };
}

/** GET /control/requests: how many requests came in, by kind. */
export function listRequests(world: World): object {
  const byKind = Object.fromEntries([...world.requests].sort());
  return { total: [...world.requests.values()].reduce((sum, count) => sum + count, 0), byKind };
}

/** DELETE /control/requests: counts from nought again. */
export function clearRequests(world: World): object {
  world.requests.clear();
  return { total: 0, byKind: {} };
}

/** POST /control/reset: everything is as at the start; tokens that were given out stay. */
export function reset(world: World): object {
  putBack(world);
  world.requests.clear();
  return { reset: true };
}

const faultKinds: readonly FaultKind[] = [
  "status",
  "slow",
  "cut",
  "empty",
  "repeatPageToken",
  "truncate",
  "expireTokens",
  "changeBetweenPages",
];

function faultOf(body: unknown): Fault {
  const fault = membersOf(body);
  const kind = faultKinds.find((one) => one === fault.kind);
  if (kind === undefined) throw new ControlError(400, `There is no fault "${String(fault.kind)}"; there are: ${faultKinds.join(", ")}.`);
  const match = membersOf(fault.match ?? {});
  if (match.path !== undefined) regularExpression(match.path);
  // The other members are read where they are used, each with a fallback.
  return { ...fault, kind } as Fault;
}

function regularExpression(source: unknown): RegExp {
  try {
    return new RegExp(String(source));
  } catch {
    throw new ControlError(400, `"${String(source)}" is no regular expression.`);
  }
}
