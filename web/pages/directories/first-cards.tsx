import { Button, Code } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { Allowed, useMe } from "../../session.tsx";
import { CopyButton } from "../../ui/copy-button.tsx";
import classes from "./first-cards.module.css";

const command = "npm run demo";

/** The ways to begin, where nothing is connected yet: only what works, and what does not yet is called so. */
export function FirstCards() {
  const { isDemo } = useMe();
  return (
    <ul className={classes.cards}>
      <Card
        title="Connect Google Workspace"
        action={
          <Allowed to="directories:edit">
            <Button renderRoot={(props) => <Link to="/directories/new" {...props} />}>Connect Google</Button>
          </Allowed>
        }
      >
        You need a Google administrator's account and 10 minutes. Muster asks for reading rights only, and shows everything that it would
        change before it writes.
      </Card>
      <Card title="Microsoft Entra ID">Not yet: this version does not read Entra.</Card>
      {!isDemo && (
        <Card
          title="Try with the sandbox"
          action={
            <div className={classes.command}>
              <Code>{command}</Code>
              <CopyButton value={command} label="Copy" />
            </div>
          }
        >
          A server on your machine plays Google with two invented organisations: no Google account is needed, nothing leaves the machine.
          The demo has data of its own, apart from this desk's.
        </Card>
      )}
    </ul>
  );
}

interface CardProps {
  readonly title: string;
  readonly action?: ReactNode;
  readonly children: ReactNode;
}

function Card({ title, action, children }: CardProps) {
  return (
    <li className={classes.card}>
      <h3>{title}</h3>
      <p>{children}</p>
      {action}
    </li>
  );
}
