import { Anchor } from "@mantine/core";
import type { ReactNode } from "react";
import type { ConnectionView } from "../../../src/api/v1/shapes/connection.ts";
import { useDraft } from "../../draft/use-draft.ts";
import { CountLink } from "../../ui/count-link.tsx";
import { PathLink } from "../../ui/path-link.tsx";
import { When } from "../../ui/when.tsx";
import { accountOf } from "./account-of.ts";
import classes from "./status.module.css";

/** What is connected, as whom, what was read and changed last, and what waits. */
export function StatusFacts({ connection }: { readonly connection: ConnectionView }) {
  const { id, signIn } = connection;
  const home = `/directories/${id}`;
  return (
    <dl className={classes.facts}>
      <Fact name="Connected as">
        <span dir="auto">{accountOf(connection)}</span>
        <small>{explainSignIn(signIn)}</small>
      </Fact>
      <Fact name="People in scope">
        {connection.people === null ? (
          <Anchor component={PathLink} href={`${home}/accounts`}>
            {connection.lastRead === null ? "not read yet" : "known after the first import"}
          </Anchor>
        ) : (
          <CountLink n={connection.people} label={connection.people === 1 ? "account" : "accounts"} to={`${home}/accounts`} />
        )}
        {connection.people !== null && <small>active on the desk</small>}
      </Fact>
      <Fact name="Last complete reading">
        <Anchor component={PathLink} href={`${home}/activity`}>
          <When at={connection.lastRead} />
        </Anchor>
      </Fact>
      <Fact name="Last change on the desk">
        <Anchor component={PathLink} href={`${home}/activity`}>
          <When at={connection.lastChange} />
        </Anchor>
      </Fact>
      <Fact name="Waiting for you">
        <Waiting connection={connection} />
      </Fact>
      <Fact name="Settings">
        <SettingsInForce connectionId={id} />
      </Fact>
    </dl>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className={classes.fact}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Waiting({ connection }: { readonly connection: ConnectionView }) {
  const { id, openRun, openQuestions, held } = connection;
  const isIdle = openRun === null && openQuestions === 0 && held === 0;
  if (isIdle) return "Nothing waits.";
  return (
    <>
      {openRun !== null && (
        <div>
          <Anchor component={PathLink} href={`/runs/${openRun.id}`}>
            {openRun.sentence}
          </Anchor>
        </div>
      )}
      {openQuestions > 0 && (
        <div>
          <CountLink
            n={openQuestions}
            label={openQuestions === 1 ? "person to decide" : "people to decide"}
            to="/decide"
            search={{ connection: id }}
          />
        </div>
      )}
      {held > 0 && (
        <div>
          <a href="#held">{held.toLocaleString()} held</a>
        </div>
      )}
    </>
  );
}

function SettingsInForce({ connectionId }: { readonly connectionId: number }) {
  const { query } = useDraft(connectionId);
  const saved = query.data?.saved;
  if (saved === undefined) return query.isError ? "could not be read" : "reading…";
  return (
    <>
      <Anchor component={PathLink} href={`/directories/${connectionId}/versions`}>
        Version {saved.version}
      </Anchor>
      <small>
        {saved.savedBy === null ? "as a new connection starts" : `by ${saved.savedBy}`}
        {saved.savedAt !== null && (
          <>
            , <When at={saved.savedAt} />
          </>
        )}
      </small>
    </>
  );
}

function explainSignIn(signIn: ConnectionView["signIn"]): string {
  return signIn.kind === "oauthClient"
    ? "signed in with an administrator's consent"
    : "with a service account, on this administrator's behalf";
}
