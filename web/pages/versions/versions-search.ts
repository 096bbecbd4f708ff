export interface VersionsSearch {
  /** The version that is open. */
  readonly version?: number;
}

export function readVersionsSearch(search: Record<string, unknown>): VersionsSearch {
  const version = Number(search.version);
  return Number.isSafeInteger(version) && version > 0 ? { version } : {};
}
