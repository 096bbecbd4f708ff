import { ScrollArea } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { ConnectionHealth } from "../../src/model/health.ts";
import { useConnections } from "../queries/connections.ts";
import { useHome } from "../queries/home.ts";
import { Allowed, useMe } from "../session.tsx";
import { IconApi, IconBuilding, IconHome, IconSitemap, IconUsers } from "../ui/icons.ts";
import classes from "./navigation.module.css";

const shownConnections = 8;

/** The menu: only what there is, and only what somebody may use. */
export function Navigation() {
  const { permissions, version } = useMe();
  const seesDirectories = permissions.includes("directories:read");
  const waiting = useHome(seesDirectories).data?.waiting.length ?? 0;
  return (
    <>
      <ScrollArea className={classes.scroll ?? ""} type="auto" offsetScrollbars={false}>
        <ul className={classes.list}>
          <Allowed to="directories:read">
            <Item icon={<IconHome size={17} aria-hidden />}>
              <Link to="/" activeOptions={{ exact: true }}>
                Home
              </Link>
            </Item>
          </Allowed>
          <Allowed to="desk:read">
            <Item icon={<IconBuilding size={17} aria-hidden />}>
              <Link to="/customers">Customers</Link>
            </Item>
            <Group icon={<IconUsers size={17} aria-hidden />} label="People">
              <Item>
                <Link to="/users">Users</Link>
              </Item>
              <Item>
                <Link to="/agents">Agents</Link>
              </Item>
            </Group>
          </Allowed>
          <Allowed to="directories:read">
            <Group icon={<IconSitemap size={17} aria-hidden />} label="Directories" waiting={waiting}>
              <Item>
                <Link to="/directories" activeOptions={{ exact: true }}>
                  Overview
                </Link>
              </Item>
              <Item>
                <Link to="/waiting">Waiting for you</Link>
                {waiting > 0 && <Count n={waiting} />}
              </Item>
              <Item>
                <Link to="/decide">People to decide</Link>
              </Item>
              <ConnectionItems />
              <Item>
                <Link to="/runs">Runs</Link>
              </Item>
              <Item>
                <Link to="/why">Why</Link>
              </Item>
            </Group>
          </Allowed>
        </ul>
      </ScrollArea>
      <div className={classes.foot}>
        <ul className={classes.list}>
          <Item icon={<IconApi size={17} aria-hidden />}>
            <Link to="/reference">API reference</Link>
          </Item>
        </ul>
        <span className={classes.version}>Muster {version}</span>
      </div>
    </>
  );
}

function Item({ icon, children }: { readonly icon?: ReactNode; readonly children: ReactNode }) {
  return (
    <li className={classes.item}>
      {icon}
      {children}
    </li>
  );
}

interface GroupProps {
  readonly icon: ReactNode;
  readonly label: string;
  readonly waiting?: number;
  readonly children: ReactNode;
}

function Group({ icon, label, waiting = 0, children }: GroupProps) {
  return (
    <li className={classes.group}>
      <span className={classes.groupLabel}>
        {icon}
        {label}
        {waiting > 0 && (
          <Link
            to="/waiting"
            className={classes.dot}
            aria-label={waiting === 1 ? "1 thing waits for you" : `${waiting} things wait for you`}
          >
            <span aria-hidden>●</span>
            {waiting.toLocaleString()}
          </Link>
        )}
      </span>
      <ul className={classes.list}>{children}</ul>
    </li>
  );
}

function Count({ n }: { readonly n: number }) {
  return (
    <span className={classes.count} aria-hidden>
      {n.toLocaleString()}
    </span>
  );
}

const sayings: Record<ConnectionHealth, string> = {
  failing: "failing",
  paused: "paused",
  waiting: "waits for you",
  notConnected: "not connected",
  disconnected: "disconnected",
  healthy: "healthy",
};

/** The first connections, worst first, each with its state as a dot that is also said. */
function ConnectionItems() {
  const connections = useConnections().data?.items ?? [];
  const more = connections.length - shownConnections;
  return (
    <>
      {connections.slice(0, shownConnections).map((connection) => (
        <Item key={connection.id}>
          <Link
            to="/directories/$connectionId"
            params={{ connectionId: String(connection.id) }}
            className={classes.connection}
            title={connection.name}
          >
            <span className={classes.health} data-health={connection.health} role="img" aria-label={sayings[connection.health]} />
            <span className={classes.name} dir="auto">
              {connection.name}
            </span>
          </Link>
        </Item>
      ))}
      {more > 0 && (
        <Item>
          <Link to="/directories" className={classes.more}>
            {more.toLocaleString()} more
          </Link>
        </Item>
      )}
    </>
  );
}
