import { ScrollArea } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { ConnectionHealth } from "../../src/model/health.ts";
import { useConnections } from "../queries/connections.ts";
import { useHome } from "../queries/home.ts";
import { Allowed, useMe } from "../session.tsx";
import {
  IconApi,
  IconBuilding,
  IconDeviceDesktop,
  IconHome,
  IconKey,
  IconSettings,
  IconSitemap,
  IconTicket,
  IconUsers,
} from "../ui/icons.ts";
import classes from "./navigation.module.css";

const shownConnections = 8;

/** Whoever has one of these finds something under Settings. */
const settingsPermissions = ["settings:read", "access:read", "agents:read"] as const;

/** The menu: only what there is, and only what somebody may use. */
export function Navigation() {
  const { permissions, version } = useMe();
  const seesDirectories = permissions.includes("directories:read");
  const waiting = useHome(seesDirectories).data?.waiting.length ?? 0;
  return (
    <>
      <ScrollArea className={classes.scroll ?? ""} type="auto" offsetScrollbars={false}>
        <ul className={classes.list}>
          {(seesDirectories || permissions.includes("tickets:read")) && (
            <Item icon={<IconHome size={17} aria-hidden />}>
              <Link to="/" activeOptions={{ exact: true }}>
                Home
              </Link>
            </Item>
          )}
          <Allowed to="tickets:read">
            <Item icon={<IconTicket size={17} aria-hidden />}>
              <Link to="/tickets">Tickets</Link>
            </Item>
          </Allowed>
          <Allowed to="customers:read">
            <Item icon={<IconBuilding size={17} aria-hidden />}>
              <Link to="/customers">Customers</Link>
            </Item>
          </Allowed>
          {(permissions.includes("users:read") || permissions.includes("agents:read")) && (
            <Group icon={<IconUsers size={17} aria-hidden />} label="People">
              <Allowed to="users:read">
                <Item>
                  <Link to="/users">Users</Link>
                </Item>
              </Allowed>
              <Allowed to="agents:read">
                <Item>
                  <Link to="/agents">Agents</Link>
                </Item>
              </Allowed>
            </Group>
          )}
          <Allowed to="assets:read">
            <Item icon={<IconDeviceDesktop size={17} aria-hidden />}>
              <Link to="/assets">Assets</Link>
            </Item>
          </Allowed>
          {(permissions.includes("licences:read") || permissions.includes("invoices:read")) && (
            <Group icon={<IconKey size={17} aria-hidden />} label="Licences & billing">
              <Allowed to="licences:read">
                <Item>
                  <Link to="/seats">Seats</Link>
                </Item>
                <Item>
                  <Link to="/subscriptions">Subscriptions</Link>
                </Item>
                <Item>
                  <Link to="/software-licences">Licences</Link>
                </Item>
              </Allowed>
              <Allowed to="invoices:read">
                <Item>
                  <Link to="/recurring-invoices">Recurring invoices</Link>
                </Item>
              </Allowed>
            </Group>
          )}
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
          {settingsPermissions.some((permission) => permissions.includes(permission)) && (
            <Item icon={<IconSettings size={17} aria-hidden />}>
              <Link to="/settings">Settings</Link>
            </Item>
          )}
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
