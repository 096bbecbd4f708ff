import { Code, Text } from "@mantine/core";
import { useEffect, useRef } from "react";
import { CopyButton } from "../../ui/copy-button.tsx";
import { IconChevronRight } from "../../ui/icons.ts";
import { type ApiDocument, type ApiParameter, jsonOf, type Operation, sayType, withoutNull } from "./api-document.ts";
import classes from "./reference.module.css";
import { SchemaView } from "./schema-view.tsx";
import { writeCurl } from "./write-example.ts";

interface Props {
  readonly document: ApiDocument;
  readonly operation: Operation;
  readonly isOpen: boolean;
  readonly onToggle: (isOpen: boolean) => void;
}

/** One request: a line, that opens to everything about it. */
export function OperationView({ document, operation, isOpen, onToggle }: Props) {
  const place = useRef<HTMLDivElement>(null);
  const wasOpen = useRef(isOpen);
  // A link to this request leads here.
  useEffect(() => {
    if (wasOpen.current) place.current?.scrollIntoView({ block: "start" });
  }, []);
  return (
    <div ref={place} className={classes.operation}>
      <h3 className={classes.line}>
        <button type="button" aria-expanded={isOpen} onClick={() => onToggle(!isOpen)}>
          <IconChevronRight size={15} aria-hidden className={classes.chevron} data-open={isOpen} />
          <span className={classes.method} data-method={operation.method}>
            {operation.method}
          </span>
          <span className={classes.path}>{operation.path}</span>
          <span className={classes.summary}>{operation.summary}</span>
        </button>
      </h3>
      {isOpen && <Details document={document} operation={operation} />}
    </div>
  );
}

function Details({ document, operation }: Pick<Props, "document" | "operation">) {
  const body = jsonOf(operation.requestBody);
  const answers = Object.entries(operation.responses ?? {});
  const successes = answers.filter(([status]) => !isRefusal(status));
  const refusals = answers.filter(([status]) => isRefusal(status));
  const curl = writeCurl(document, operation, window.location.origin);
  return (
    <div className={classes.details}>
      {operation.description !== undefined && <Text size="sm">{operation.description}</Text>}
      <Text size="sm">
        Permission: <Permission name={operation["x-permission"]} />
      </Text>
      {(operation.parameters ?? []).length > 0 && <Parameters document={document} parameters={operation.parameters ?? []} />}
      {body !== undefined && (
        <div>
          <h4>Body</h4>
          <SchemaView document={document} schema={body} isRoot />
        </div>
      )}
      {successes.map(([status, answer]) => {
        const schema = jsonOf(answer);
        return (
          <div key={status}>
            <h4>
              Answer {status}
              <span className={classes.says}>{answer.description}</span>
            </h4>
            {schema !== undefined && <SchemaView document={document} schema={schema} isRoot />}
          </div>
        );
      })}
      {refusals.length > 0 && (
        <div>
          <h4>Refusals</h4>
          <ul className={classes.refusals}>
            {refusals.map(([status, answer]) => (
              <li key={status}>
                <code>{status}</code> {answer.description}
              </li>
            ))}
          </ul>
        </div>
      )}
      <div>
        <div className={classes.curlHead}>
          <h4>Example</h4>
          <CopyButton value={curl} label="Copy" />
        </div>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a long line scrolls by keyboard */}
        <pre className={classes.curl} tabIndex={0}>
          {curl}
        </pre>
      </div>
    </div>
  );
}

/** Refusals all have the one shape of problem documents. */
function isRefusal(status: string): boolean {
  return /^[45]/.test(status);
}

function Permission({ name }: { readonly name: string | undefined }) {
  if (name === undefined || name === "signedIn") return <>anybody who is signed in</>;
  return name === "anyone" ? <>none, not even signing in</> : <Code>{name}</Code>;
}

function Parameters({ document, parameters }: { readonly document: ApiDocument; readonly parameters: readonly ApiParameter[] }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table scrolls by keyboard
    <section className={classes.parameters} aria-label="Parameters" tabIndex={0}>
      <table>
        <caption>Parameters</caption>
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col">In</th>
            <th scope="col">Type</th>
            <th scope="col">What it does</th>
          </tr>
        </thead>
        <tbody>
          {parameters.map((parameter) => (
            <tr key={`${parameter.in} ${parameter.name}`}>
              <th scope="row">
                <code>{parameter.name}</code>
                {(parameter.required === true || parameter.in === "path") && <span className={classes.required}> required</span>}
              </th>
              <td>{parameter.in}</td>
              <td>{parameter.schema === undefined ? "" : sayType(document, withoutNull(parameter.schema).schema)}</td>
              <td>
                {parameter.description ?? parameter.schema?.description ?? ""}
                {parameter.schema?.default !== undefined && ` Without it: ${JSON.stringify(parameter.schema.default)}.`}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
