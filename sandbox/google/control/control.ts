import type { World } from "../state/world.ts";
import {
  changeClient,
  changeOrganisation,
  changeServiceAccount,
  credentials,
  revokeSignIns,
  rotateKeys,
  tweakIdTokens,
} from "./access-control.ts";
import { ControlError, type ControlRoute } from "./control-route.ts";
import { startIncident } from "./incidents.ts";
import { addMember, addPerson, changePerson, changeTitles, removeMember, removePerson, showPerson } from "./people-control.ts";
import {
  addFaults,
  advanceClock,
  clearFaults,
  clearRequests,
  deskBeforeOf,
  listFaults,
  listRequests,
  reset,
  showState,
} from "./world-control.ts";

/** What a control request answers. */
export interface ControlAnswer {
  readonly status: number;
  readonly value: unknown;
}

/** Carries out one control request, over HTTP or in the process. */
export function control(world: World, request: { method: string; path: string; body?: unknown }): ControlAnswer {
  for (const route of routes) {
    const found = route.method === request.method ? route.path.exec(request.path) : null;
    if (found === null) continue;
    try {
      return { status: 200, value: route.answer(world, request.body ?? {}, ...found.slice(1).map((key) => decodeURIComponent(key ?? ""))) };
    } catch (error) {
      if (error instanceof ControlError) return { status: error.status, value: { error: error.message } };
      throw error;
    }
  }
  return { status: 404, value: { error: `The sandbox has no control ${request.method} ${request.path}.` } };
}

const routes: readonly ControlRoute[] = [
  { method: "GET", path: /^\/control\/?$/, answer: showState },
  { method: "GET", path: /^\/control\/credentials$/, answer: credentials },
  { method: "GET", path: /^\/control\/desk-before$/, answer: deskBeforeOf },
  { method: "GET", path: /^\/control\/faults$/, answer: listFaults },
  { method: "POST", path: /^\/control\/faults$/, answer: addFaults },
  { method: "DELETE", path: /^\/control\/faults$/, answer: clearFaults },
  { method: "GET", path: /^\/control\/users\/([^/]+)$/, answer: showPerson },
  { method: "POST", path: /^\/control\/users$/, answer: addPerson },
  { method: "PATCH", path: /^\/control\/users\/([^/]+)$/, answer: changePerson },
  { method: "DELETE", path: /^\/control\/users\/([^/]+)$/, answer: removePerson },
  { method: "POST", path: /^\/control\/groups\/([^/]+)\/members$/, answer: addMember },
  { method: "DELETE", path: /^\/control\/groups\/([^/]+)\/members\/([^/]+)$/, answer: removeMember },
  { method: "POST", path: /^\/control\/generated\/mutate$/, answer: changeTitles },
  { method: "PATCH", path: /^\/control\/clients\/([^/]+)$/, answer: changeClient },
  { method: "PATCH", path: /^\/control\/service-accounts\/([^/]+)$/, answer: changeServiceAccount },
  { method: "POST", path: /^\/control\/scopes$/, answer: changeServiceAccount },
  { method: "PATCH", path: /^\/control\/organisations\/([^/]+)$/, answer: changeOrganisation },
  { method: "POST", path: /^\/control\/revoke$/, answer: revokeSignIns },
  { method: "POST", path: /^\/control\/id-tokens$/, answer: tweakIdTokens },
  { method: "POST", path: /^\/control\/keys\/rotate$/, answer: rotateKeys },
  { method: "POST", path: /^\/control\/clock$/, answer: advanceClock },
  { method: "GET", path: /^\/control\/requests$/, answer: listRequests },
  { method: "DELETE", path: /^\/control\/requests$/, answer: clearRequests },
  { method: "POST", path: /^\/control\/incidents\/([^/]+)$/, answer: (world, _body, name = "") => startIncident(world, name) },
  { method: "POST", path: /^\/control\/reset$/, answer: reset },
];
