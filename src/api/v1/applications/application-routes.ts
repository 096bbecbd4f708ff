import { createRoute, z } from "@hono/zod-openapi";
import { ApplicationPatch, ApplicationToCreate } from "../../../model/application.ts";
import { ApplicationList, ApplicationView, NewApplication, RevokedTokens, RotatedSecret, SecretRotation } from "../shapes/access.ts";
import { RecordId } from "../shapes/common.ts";
import { answer, body } from "../v1-app.ts";

const params = z.object({ id: RecordId });
const tags = ["Applications"];

export const list = createRoute({
  method: "get",
  path: "/applications",
  tags,
  summary: "List applications, and the scopes that there are",
  responses: { 200: answer(ApplicationList, "All applications, by name") },
});

export const create = createRoute({
  method: "post",
  path: "/applications",
  tags,
  summary: "Make an application; its secret is shown this once",
  request: { body: body(ApplicationToCreate) },
  responses: { 201: answer(NewApplication, "The new application with its secret; its version is the entity tag") },
});

export const get = createRoute({
  method: "get",
  path: "/applications/{id}",
  tags,
  summary: "One application",
  request: { params },
  responses: { 200: answer(ApplicationView, "The application; its version is the entity tag") },
});

export const patch = createRoute({
  method: "patch",
  path: "/applications/{id}",
  tags,
  summary: "Change an application, or switch it on or off",
  request: { params, body: body(ApplicationPatch) },
  responses: { 200: answer(ApplicationView, "The application as it is now") },
});

export const remove = createRoute({
  method: "delete",
  path: "/applications/{id}",
  tags,
  summary: "Delete an application with its secrets and tokens",
  request: { params },
  responses: { 204: { description: "It is gone" } },
});

export const rotate = createRoute({
  method: "post",
  path: "/applications/{id}/secrets",
  tags,
  summary: "Give an application another secret; the former ones go on for a while",
  request: { params, body: body(SecretRotation) },
  responses: { 201: answer(RotatedSecret, "The new secret, shown this once") },
});

export const removeSecret = createRoute({
  method: "delete",
  path: "/applications/{id}/secrets/{secretId}",
  tags,
  summary: "End a secret at once",
  request: { params: z.object({ id: RecordId, secretId: RecordId }) },
  responses: { 204: { description: "It works no more" } },
});

export const revoke = createRoute({
  method: "post",
  path: "/applications/{id}/revoke-tokens",
  tags,
  summary: "End every token of an application; whoever signed in has to do so again",
  request: { params },
  responses: { 200: answer(RevokedTokens, "How many access tokens ended") },
});
