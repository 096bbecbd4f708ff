import type { CompiledField } from "../core/compile-settings.ts";
import { convertValue } from "../core/convert-value.ts";
import { lockedFields } from "../core/default-fields.ts";
import { explainAttribute, explainField, explainValue } from "../core/explain-field.ts";
import { attributeToAsk } from "../core/read-attribute.ts";
import { deskFields, type Entity, managerField } from "../model/desk.ts";
import { isPerson, type Person } from "../model/person.ts";
import type { FieldMapping } from "../model/settings.ts";
import type { Database } from "../store/open-database.ts";
import { type CopyContents, loadCopyContents } from "../sync/list-unread.ts";
import type { TrialInput } from "./count-placements.ts";
import { prepareTrial, type Trial } from "./prepare-trial.ts";
import { entityOf, type Outcome, streamAccounts } from "./stream-accounts.ts";

const sampleSize = 3;
const valuesTold = 3;

/** What the field mappings of settings fill, in accounts that the mappings place, and what is odd about them. Nothing is saved. @throws NotFound */
export async function lookAtFields(database: Database, { connectionId, settings, signal }: TrialInput) {
  const { db } = database;
  const trial = await prepareTrial(db, connectionId, settings);
  const contents = await loadCopyContents(db, connectionId);
  const looks = createLooks(trial);
  for await (const batch of streamAccounts(database, connectionId, [trial], signal)) {
    for (const { mirrored, outcomes } of batch) {
      const [outcome] = outcomes;
      if (outcome !== undefined && isPerson(mirrored.person)) looks.add(mirrored.person, outcome);
    }
  }
  const rows = trial.settings.fieldMappings.map((mapping, index) => describeRow(mapping, index, { trial, contents, looks }));
  return { rows, unmapped: listUnmapped(trial) };
}

interface Look {
  readonly field: CompiledField;
  filled: number;
  readonly sample: { name: string; value: string }[];
  /** Values that the desk field can't hold, with how many accounts have them. */
  readonly unsuitable: Map<string, number>;
}

type Looks = ReturnType<typeof createLooks>;

function createLooks(trial: Trial) {
  const { fields, manager } = trial.compiled;
  const all = [...fields.user, ...fields.agent, ...(manager === null ? [] : [manager])];
  const looks = new Map<FieldMapping, Look>(all.map((field) => [field.mapping, { field, filled: 0, sample: [], unsuitable: new Map() }]));
  const of = { user: 0, agent: 0 };
  return {
    of,
    find: (mapping: FieldMapping) => looks.get(mapping),
    add(person: Person, { end }: Outcome) {
      // Without any mapping nobody is placed yet: then everybody active is who it may be about.
      const isOpen = trial.settings.mappings.length === 0 && person.standing === "active";
      const entities = new Set<Entity>(end.kind === "placed" ? end.mappings.map(entityOf) : isOpen ? ["user", "agent"] : []);
      for (const entity of entities) of[entity] += 1;
      for (const look of looks.values()) if (entities.has(look.field.mapping.entity)) lookAt(person, look);
    },
  };
}

function lookAt(person: Person, look: Look): void {
  const texts = look.field.read(person);
  if (texts.length === 0) return;
  look.filled += 1;
  const value = convertValue(texts, look.field.custom);
  if (value === null) {
    const said = texts.join(", ");
    look.unsuitable.set(said, (look.unsuitable.get(said) ?? 0) + 1);
  } else if (look.sample.length < sampleSize) look.sample.push({ name: person.name || person.email, value: explainValue(value) });
}

interface RowContext {
  readonly trial: Trial;
  readonly contents: CopyContents;
  readonly looks: Looks;
}

function describeRow(mapping: FieldMapping, index: number, context: RowContext) {
  const { trial, looks } = context;
  const look = looks.find(mapping);
  const isLocked = lockedFields.some((locked) => locked.entity === mapping.entity && locked.field === mapping.field);
  return {
    mapping,
    label: explainField(mapping.field, trial.names),
    fromLabel: explainAttribute(mapping.from),
    isLocked,
    lockedBecause: isLocked ? "Names always come from the directory: without a name nobody could be recognised." : null,
    filled: look?.filled ?? 0,
    of: looks.of[mapping.entity],
    sample: look?.sample ?? [],
    warnings: listWarnings(mapping, index, context),
  };
}

function listWarnings(mapping: FieldMapping, index: number, { trial, contents, looks }: RowContext): string[] {
  const faults = trial.faults
    .filter(({ at }) => at === `fieldMappings[${index}]` || at.startsWith(`fieldMappings[${index}].`))
    .map(({ says }) => (says.startsWith('"') ? `${says}.` : `This field ${says}.`));
  const look = looks.find(mapping);
  if (look === undefined) return faults;
  const asked = attributeToAsk(mapping.from);
  const isUnread = asked !== null && !contents.attributes.has(asked);
  const unread = isUnread ? [`${explainAttribute(mapping.from)} was not read yet: it comes with the next reading.`] : [];
  return [...faults, ...unread, ...explainUnsuitable(look)];
}

function explainUnsuitable({ field, unsuitable }: Look): readonly string[] {
  const { custom } = field;
  if (unsuitable.size === 0 || custom === null) return [];
  const values = [...unsuitable].sort(([a, n], [b, m]) => m - n || a.localeCompare(b));
  const told = values.slice(0, valuesTold).map(([value, n]) => `"${value}" (${n})`);
  const more = values.length > valuesTold ? ` and ${values.length - valuesTold} more` : "";
  const wanted = custom.options.length > 0 ? `none of the choices (${custom.options.join(", ")})` : `no ${custom.type}`;
  const people = values.reduce((sum, [, n]) => sum + n, 0);
  return [`${people === 1 ? "1 account has" : `${people} accounts have`} ${wanted}: ${told.join(", ")}${more}. The desk's value stays.`];
}

function listUnmapped({ settings, names }: Trial) {
  return (["user", "agent"] as const).flatMap((entity) => {
    const custom = names.catalogue.customFields.filter((field) => field.entity === entity).map((field) => `custom.${field.key}`);
    const all = [...deskFields, ...(entity === "user" ? [managerField] : []), ...custom];
    return all
      .filter((field) => !settings.fieldMappings.some((mapping) => mapping.entity === entity && mapping.field === field))
      .map((field) => ({ entity, field, label: explainField(field, names) }));
  });
}
