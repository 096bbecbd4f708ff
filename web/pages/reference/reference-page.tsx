import { Anchor, Code, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { ask } from "../../api.ts";
import { Empty } from "../../ui/empty.tsx";
import { Loaded } from "../../ui/loaded.tsx";
import { Page, Section } from "../../ui/page.tsx";
import { SearchBox } from "../../ui/search-box.tsx";
import { type ApiDocument, groupOperations } from "./api-document.ts";
import { OperationView } from "./operation-view.tsx";
import classes from "./reference.module.css";

const address = "/v1/openapi.json";

/** Everything that programs can ask, made from the document that the server itself is made of. */
export function ReferencePage() {
  // The document describes the typed client's own API, and is therefore not part of it.
  const document = useQuery({
    queryKey: ["openapi"],
    queryFn: () => ask<ApiDocument>(fetch(address)),
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (
    <Page
      title="API reference"
      subtitle="All that this web app does, it does with these requests; a program can do the same."
      actions={<Anchor href={address}>Raw document (OpenAPI)</Anchor>}
    >
      <Loaded query={document} reading="the description of the API">
        {(data) => <Reference document={data} />}
      </Loaded>
    </Page>
  );
}

function Reference({ document }: { readonly document: ApiDocument }) {
  const search = useSearch({ from: "/reference" });
  const { q = "", op } = search;
  const navigate = useNavigate({ from: "/reference" });
  const groups = groupOperations(document, q);
  return (
    <div className={classes.columns}>
      <nav className={classes.contents} aria-label="Groups of requests">
        <SearchBox
          label="Search requests"
          placeholder="Path, word, permission…"
          value={q}
          onChange={(next) => void navigate({ search: { ...search, q: next }, replace: true })}
        />
        <ul>
          {groups.map(({ name, operations }) => (
            <li key={name}>
              <a href={`#${anchorOf(name)}`}>
                {name} <span>{operations.length}</span>
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <div className={classes.groups}>
        <HowToSignIn />
        {groups.length === 0 && <Empty title={`No request fits “${q}”`}>The search looks at paths, summaries and permissions.</Empty>}
        {groups.map(({ name, operations }) => (
          <div key={name} id={anchorOf(name)} className={classes.group}>
            <Section title={name}>
              <div className={classes.operations}>
                {operations.map((operation) => (
                  <OperationView
                    key={operation.id}
                    document={document}
                    operation={operation}
                    isOpen={operation.id === op}
                    onToggle={(isOpen) =>
                      void navigate({
                        search: { ...search, op: isOpen ? operation.id : undefined },
                        replace: true,
                        resetScroll: false,
                      })
                    }
                  />
                ))}
              </div>
            </Section>
          </div>
        ))}
      </div>
    </div>
  );
}

function HowToSignIn() {
  return (
    <div className={classes.note}>
      <Text size="sm">
        Requests carry a session, as this browser does. A program gets one with a sign-in link (<Code>npm run muster -- link</Code>):{" "}
        <Code>curl -c cookies.txt "the link"</Code>, and has what its agent may do. Failures are problem documents (RFC 9457) with a
        sentence in <Code>detail</Code> and every refused place in <Code>faults</Code>. Lists come in pages: follow <Code>next</Code> as{" "}
        <Code>cursor</Code>. Where a version is asked for, send the one that was read as <Code>If-Match</Code>; if somebody saved meanwhile,
        the answer is 412 and nothing is written.
      </Text>
    </div>
  );
}

function anchorOf(name: string): string {
  return `group-${name.toLowerCase().replace(/\W+/gu, "-")}`;
}
