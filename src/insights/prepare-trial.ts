import { listSharing } from "../connections/list-sharing.ts";
import { checkSettings } from "../core/check-settings.ts";
import { type CompiledSettings, compileSettings } from "../core/compile-settings.ts";
import { dropFaulty } from "../core/drop-faulty.ts";
import type { Names } from "../core/explain-names.ts";
import type { PlanContext } from "../core/plan-person.ts";
import type { Fault } from "../model/errors.ts";
import type { ConnectionSettings, Mapping } from "../model/settings.ts";
import type { Db } from "../store/open-database.ts";
import { type FactsContext, prepareFacts } from "../sync/gather-facts.ts";
import { loadNames } from "../sync/load-names.ts";

/** Settings made ready to be tried on the copy of a directory. */
export interface Trial {
  readonly connectionId: number;
  /** As given. */
  readonly settings: ConnectionSettings;
  readonly faults: readonly Fault[];
  /** Without what can't be understood. */
  readonly compiled: CompiledSettings;
  /** The mappings that are tried, in order of sequence; the same objects as in `settings`. */
  readonly mappings: readonly Mapping[];
  readonly names: Names;
  readonly facts: FactsContext;
}

/** Prepares settings that nobody saved, or, for null, those in force. They may be faulty. @throws NotFound */
export async function prepareTrial(db: Db, connectionId: number, given: ConnectionSettings | null): Promise<Trial> {
  const { names: own, settings: inForce } = await loadNames(db, connectionId);
  const settings = given ?? inForce;
  const { catalogue } = own;
  const faults = checkSettings(settings, catalogue);
  const compiled = compileSettings(dropFaulty(settings, faults), catalogue.customFields);
  const plan: PlanContext = {
    connectionId,
    sharesPeopleWith: await listSharing(db, connectionId),
    contested: new Set(),
    // A trial is no run: whatever is planned with it is only looked at.
    runId: 0,
    isScheduled: false,
    compiled,
  };
  return {
    connectionId,
    settings,
    faults,
    compiled,
    mappings: compiled.mappings.map(({ mapping }) => mapping),
    names: { ...own, settings },
    facts: await prepareFacts(db, plan, ["user", "agent"]),
  };
}
