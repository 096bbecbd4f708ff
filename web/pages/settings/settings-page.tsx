import { SimpleGrid } from "@mantine/core";
import { useMe } from "../../session.tsx";
import { Empty } from "../../ui/empty.tsx";
import { Page, Section } from "../../ui/page.tsx";
import { PathLink } from "../../ui/path-link.tsx";
import classes from "./settings.module.css";
import { settingsAreas } from "./settings-areas.ts";

/** Everything that is set up once: each with what it is for. */
export function SettingsPage() {
  const { permissions } = useMe();
  const areas = settingsAreas
    .map((area) => ({ ...area, entries: area.entries.filter(({ needs }) => permissions.includes(needs)) }))
    .filter(({ entries }) => entries.length > 0);
  return (
    <Page title="Settings" subtitle="How the desk works. What a directory decides is set up at the directory.">
      {areas.length === 0 && (
        <Empty title="Nothing to set up">Your roles allow none of the settings. An administrator can change that.</Empty>
      )}
      {areas.map((area) => (
        <Section key={area.title} title={area.title}>
          <SimpleGrid component="ul" cols={{ base: 1, sm: 2, lg: 3 }} spacing="sm" className={classes.cards ?? ""}>
            {area.entries.map((entry) => (
              <li key={entry.href} className={classes.card}>
                <PathLink href={entry.href} className={classes.title}>
                  {entry.title}
                </PathLink>
                <p className={classes.says}>{entry.says}</p>
              </li>
            ))}
          </SimpleGrid>
        </Section>
      ))}
    </Page>
  );
}
