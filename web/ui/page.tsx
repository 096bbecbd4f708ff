import { Group, Stack, Text, Title } from "@mantine/core";
import { type ReactNode, useEffect, useId } from "react";
import { IconChevronRight } from "./icons.ts";
import classes from "./page.module.css";
import { PathLink } from "./path-link.tsx";

interface PageProps {
  readonly title: string;
  readonly subtitle?: ReactNode;
  readonly crumbs?: readonly { readonly label: string; readonly to: string }[];
  /** The one thing that this page is for. */
  readonly primary?: ReactNode;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** A page: where it stands, its one heading, its one primary action. */
export function Page({ title, subtitle, crumbs, primary, actions, children }: PageProps) {
  useEffect(() => {
    document.title = `${title} · Muster`;
  }, [title]);
  return (
    <Stack gap="lg" className={classes.page}>
      <header className={classes.head}>
        <div className={classes.words}>
          {crumbs !== undefined && crumbs.length > 0 && <Crumbs crumbs={crumbs} />}
          <Title order={1} dir="auto" className={classes.title}>
            {title}
          </Title>
          {subtitle !== undefined && (
            <Text component="div" c="dimmed" className={classes.subtitle}>
              {subtitle}
            </Text>
          )}
        </div>
        {(primary !== undefined || actions !== undefined) && (
          <Group gap="xs" className={classes.actions}>
            {actions}
            {primary}
          </Group>
        )}
      </header>
      {children}
    </Stack>
  );
}

function Crumbs({ crumbs }: { readonly crumbs: readonly { readonly label: string; readonly to: string }[] }) {
  return (
    <nav aria-label="Where this page stands" className={classes.crumbs}>
      <ol>
        {crumbs.map((crumb) => (
          <li key={crumb.to}>
            <PathLink href={crumb.to} dir="auto">
              {crumb.label}
            </PathLink>
            <IconChevronRight size={13} aria-hidden />
          </li>
        ))}
      </ol>
    </nav>
  );
}

interface SectionProps {
  readonly title: string;
  readonly actions?: ReactNode;
  readonly description?: ReactNode;
  readonly children: ReactNode;
}

/** A part of a page, with its heading. */
export function Section({ title, actions, description, children }: SectionProps) {
  const id = useId();
  return (
    <section aria-labelledby={id} className={classes.section}>
      <div className={classes.sectionHead}>
        <div>
          <Title order={2} id={id} className={classes.sectionTitle}>
            {title}
          </Title>
          {description !== undefined && (
            <Text component="div" size="sm" c="dimmed" mt={2}>
              {description}
            </Text>
          )}
        </div>
        {actions !== undefined && <Group gap="xs">{actions}</Group>}
      </div>
      {children}
    </section>
  );
}
