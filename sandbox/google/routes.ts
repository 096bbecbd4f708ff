import { type Answer, type Ask, html, json, redirect } from "./answer.ts";
import { control } from "./control/control.ts";
import { authorize, chooseAccount, giveConsent } from "./oauth/authorize.ts";
import { certs, discovery, revoke, userinfo } from "./oauth/openid.ts";
import { tokenEndpoint } from "./oauth/token-endpoint.ts";
import { countRequest, type World } from "./state/world.ts";

/** Answers everything but the Directory API: signing in, tokens, keys, control. */
export function answerOthers(world: World, ask: Ask): Answer {
  if (ask.path.startsWith("/control")) return answerControl(world, ask);
  const route = routes.find((one) => one.method === ask.method && one.path === ask.path);
  if (route === undefined) return html("<!doctype html><title>Error 404 (Not Found)</title><p>That’s an error.", 404);
  countRequest(world, route.name);
  return route.answer(world, ask);
}

interface Route {
  readonly name: string;
  readonly method: string;
  readonly path: string;
  readonly answer: (world: World, ask: Ask) => Answer;
}

const routes: readonly Route[] = [
  { name: "home", method: "GET", path: "/", answer: () => redirect("/control") },
  { name: "discovery", method: "GET", path: "/.well-known/openid-configuration", answer: discovery },
  { name: "authorize", method: "GET", path: "/o/oauth2/v2/auth", answer: (world, ask) => authorize(world, ask.query) },
  {
    name: "authorize",
    method: "POST",
    path: "/signin/account",
    answer: (world, ask) => chooseAccount(world, new URLSearchParams(ask.body)),
  },
  { name: "authorize", method: "POST", path: "/signin/consent", answer: (world, ask) => giveConsent(world, new URLSearchParams(ask.body)) },
  { name: "token", method: "POST", path: "/token", answer: tokenEndpoint },
  { name: "revoke", method: "POST", path: "/revoke", answer: revoke },
  { name: "userinfo", method: "GET", path: "/v1/userinfo", answer: userinfo },
  { name: "certs", method: "GET", path: "/oauth2/v3/certs", answer: certs },
];

function answerControl(world: World, ask: Ask): Answer {
  const body = parsed(ask.body);
  if (body === undefined) return json({ error: "The body is no JSON." }, 400);
  const { status, value } = control(world, { method: ask.method, path: ask.path, body });
  return json(value, status);
}

function parsed(body: string): unknown {
  if (body.trim() === "") return {};
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
