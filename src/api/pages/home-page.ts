import { html } from "hono/html";
import { listConnections } from "../../connections/get-connection.ts";
import { explainCount, explainProvider, explainTime } from "../../core/explain-names.ts";
import { explainConnectionState, explainRunKind, explainRunState } from "../../core/explain-run.ts";
import { quoteCommand } from "../../core/quote-command.ts";
import type { Connection } from "../../model/connection.ts";
import { planNumber, type Run } from "../../model/run.ts";
import type { Db } from "../../store/open-database.ts";
import { listQuestions } from "../../sync/questions.ts";
import { findRunIn, listRuns } from "../../sync/run-store.ts";
import { drawPage, type Html } from "./page.ts";

interface Waiting {
  readonly says: string;
  readonly command: string;
}

/** The start page: what waits for somebody, the connections, the last runs. Everything is done on the command line, so commands stand beside. */
export async function drawHomePage(db: Db, agent: { readonly name: string }): Promise<Html> {
  const connections = await listConnections(db);
  const waiting = (await Promise.all(connections.map((connection) => listWaiting(db, connection)))).flat();
  const runs = await listRuns(db, { connectionId: null, limit: 15 });
  const names = new Map(connections.map((connection) => [connection.id, connection.name]));
  return drawPage(
    "Muster",
    html`<p>Signed in as ${agent.name}.</p>
<h2>Waiting for you (${waiting.length})</h2>
${waiting.length === 0 ? html`<p>Nothing waits for you.</p>` : html`<table>${waiting.map((one) => html`<tr><td>${one.says}</td><td><code>${one.command}</code></td></tr>`)}</table>`}
<h2>Directories</h2>
${connections.length === 0 ? html`<p>No directory connected. Muster only reads until you say otherwise. Begin with <code>${quoteCommand("config", "apply", "muster.yml")}</code></p>` : drawConnections(connections)}
<h2>Runs</h2>
${runs.length === 0 ? html`<p>No run yet.</p>` : drawRuns(runs, names)}`,
  );
}

async function listWaiting(db: Db, connection: Connection): Promise<readonly Waiting[]> {
  const { id, name } = connection;
  const waits = await findRunIn(db, id, ["waiting"]);
  const planned = await findRunIn(db, id, ["planned"]);
  const questions = await listQuestions(db, id, { isOpen: true });
  const isConnected = connection.state === "connected";
  return [
    ...(isConnected ? [] : [{ says: `${name}: ${explainConnectionState(connection)}`, command: quoteCommand("connect", name) }]),
    ...(waits === null
      ? []
      : [
          {
            says: `${name}: ${waits.says ?? "a plan waits for approval"}`,
            command: quoteCommand("import", name, "--approve", planNumber(waits)),
          },
        ]),
    ...(planned === null || waits !== null
      ? []
      : [{ says: `${name}: run ${planned.id} is ready to review`, command: quoteCommand("runs", "show", String(planned.id)) }]),
    ...(questions.length === 0
      ? []
      : [{ says: `${name}: ${explainCount(questions.length, "person", "people")} to decide`, command: quoteCommand("decide", name) }]),
  ];
}

function drawConnections(connections: readonly Connection[]): Html {
  return html`<table><tr><th>Connection</th><th>Type</th><th>State</th><th>Account</th><th>Preview an import</th></tr>
${connections.map(
  (
    connection,
  ) => html`<tr><td>${connection.name}</td><td>${explainProvider(connection.provider)}</td><td>${explainConnectionState(connection)}</td>
<td>${connection.signIn.kind === "serviceAccount" ? connection.signIn.subject : (connection.signIn.account ?? "")}</td><td><code>${quoteCommand("import", connection.name)}</code></td></tr>`,
)}</table>`;
}

function drawRuns(runs: readonly Run[], names: ReadonlyMap<number, string>): Html {
  return html`<table><tr><th>Run</th><th>Connection</th><th>What</th><th>When</th><th>By</th><th>State</th><th>Result</th></tr>
${runs.map(
  (
    run,
  ) => html`<tr><td>${run.id}</td><td>${names.get(run.connectionId) ?? ""}</td><td>${explainRunKind(run)}</td><td>${explainTime(run.startedAt)}</td>
<td>${run.startedBy}</td><td>${explainRunState(run.state)}</td><td>${run.says ?? ""}</td></tr>`,
)}</table>`;
}
