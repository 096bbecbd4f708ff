const levels = (table: string, names: readonly string[]) =>
  `insert into ${table} (name, position) values ${names.map((name, at) => `('${name}', ${at + 1})`).join(", ")}`;

const week = JSON.stringify(Object.fromEntries([1, 2, 3, 4, 5].map((day) => [day, [{ from: "09:00", to: "17:00" }]])));

const targets = JSON.stringify(
  [
    [30, 240],
    [60, 480],
    [240, 1440],
    [480, 2400],
  ].map(([responseMinutes, resolutionMinutes], at) => ({ priorityId: at + 1, responseMinutes, resolutionMinutes })),
);

/** What a desk begins with, so that a first ticket and a first asset can be made; everything can be changed. */
export const firstDeskRecords: readonly string[] = [
  `insert into working_hours (name, time_zone, week) values ('Office hours', 'UTC', '${week}')`,
  `insert into priorities (name, colour, position) values ('Critical', 'red', 1), ('High', 'orange', 2), ('Medium', 'yellow', 3), ('Low', 'gray', 4)`,
  `insert into slas (name, working_hours_id, targets) values ('Standard', 1, '${targets}')`,
  `insert into ticket_statuses (name, state, colour, position) values ('New', 'open', 'blue', 1), ('In progress', 'open', 'cyan', 2),
    ('Waiting for the user', 'waiting', 'yellow', 3), ('On hold', 'waiting', 'gray', 4), ('Resolved', 'closed', 'green', 5), ('Closed', 'closed', 'gray', 6)`,
  levels("impacts", ["Whole company", "Several people", "One person"]),
  levels("urgencies", ["High", "Medium", "Low"]),
  `insert into categories (name, path) values ('Hardware', 'Hardware'), ('Software', 'Software'), ('Network', 'Network'), ('Accounts', 'Accounts'), ('Security', 'Security')`,
  `insert into ticket_types (name, first_status_id, priority_id, sla_id, position) values ('Incident', 1, 3, 1, 1), ('Service request', 1, 4, 1, 2), ('Onboarding', 1, 3, 1, 3), ('Alert', 1, 3, 1, 4)`,
  `insert into outcomes (name, kind, status_id, sends_mail, position) values ('Reply to the user', 'publicReply', null, true, 1), ('Reply and wait', 'publicReply', 3, true, 2),
    ('Private note', 'privateNote', null, false, 3), ('Start work', 'statusChange', 2, false, 4), ('Resolve', 'publicReply', 5, true, 5), ('Reopen', 'statusChange', 2, false, 6)`,
  `insert into asset_groups (name, position) values ('Computers', 1), ('Mobile devices', 2), ('Network', 3)`,
  `insert into asset_types (name, group_id, position) values ('Laptop', 1, 1), ('Desktop', 1, 2), ('Phone', 2, 3), ('Tablet', 2, 4), ('Network device', 3, 5)`,
  "insert into asset_field_ids (type_id, key) select t.id, k from asset_types t cross join unnest(array['#key', '#name']) k order by 1, 2",
  `insert into asset_statuses (name, colour, position) values ('In use', 'green', 1), ('In stock', 'blue', 2), ('In repair', 'yellow', 3), ('Retired', 'gray', 4)`,
];
