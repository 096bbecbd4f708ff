import { sql } from "kysely";
import type { Db } from "../../src/store/open-database.ts";

/** So many customers, each with a main site, share the records. */
const customers = 500;

/** First and last names enough that a name is had by a few; endings make more of them. */
const firstNames =
  "Ada,Bruno,Carla,Dmitri,Elena,Farouk,Greta,Hugo,Ines,Jonas,Katarina,Liam,Mariam,Nadia,Oskar,Petra,Quentin,Rosa,Sofia,Tomas";
const lastNames = "Okafor,Lindqvist,Garcia,Novak,Tanaka,Weber,Almeida,Brandt,Castellano,Duarte,Eriksen,Fontaine,Gruber,Hoffmann,Ivanov";
const endings = "a,berg,er,ez,feld,ik,ina,o,ov,quist,sen,son,stein,ström,wald,y";

/** Fills a desk that holds nothing but its first set-up with so many users, assets and tickets. */
export async function fillDesk(db: Db, records: number): Promise<void> {
  const run = async (statement: string) => void (await sql.raw(statement).execute(db));
  await run(`insert into customers (name) select 'Customer ' || i from generate_series(1, ${customers}) i`);
  await run("insert into sites (customer_id, name, is_main) select id, 'Main', true from customers");
  await run(`insert into users (name, email, site_id, name_key, email_key, phone)
    select name, address, site_id, lower(name), address, '+44 7700 ' || 900000 + i from (
      select i, name, site_id, lower(replace(name, ' ', '.')) || i || '@customer.example' as address from (
        select i, (string_to_array('${firstNames}', ','))[1 + i % 20] || ' ' || (string_to_array('${lastNames}', ','))[1 + (i / 20) % 15]
          || (string_to_array('${endings}', ','))[1 + (i / 300) % 16] as name, 1 + i % ${customers} as site_id
        from generate_series(1, ${records}) i) named) addressed`);
  await run(`insert into assets (name, type_id, key, tag, site_id, customer_id, status_id, is_active)
    select (array['LAPTOP', 'DESKTOP', 'PHONE', 'PRINTER', 'SWITCH'])[1 + i % 5] || '-' || i, (select min(id) from asset_types) + i % 3,
      'SN' || upper(substr(md5(i::text), 1, 10)), 'T' || 100000 + i, 1 + i % ${customers}, 1 + i % ${customers},
      (select min(id) from asset_statuses), i % 20 <> 0 from generate_series(1, ${records}) i`);
  await run(`insert into tickets (summary, type_id, status_id, priority_id, customer_id, site_id, user_id, is_closed, created_at, created_by)
    select (array['Printer does not print', 'Mailbox is full', 'Cannot sign in', 'New laptop wanted', 'Network is slow', 'Licence has expired'])[1 + i % 6]
      || ' on floor ' || i % 90, (select min(id) from ticket_types), (select min(id) from ticket_statuses) + i % 3, (select min(id) from priorities) + i % 3,
      1 + i % ${customers}, 1 + i % ${customers}, 1 + (i * 7919) % ${records}, i % 10 <> 0, now() - i * interval '1 minute', 'Bench'
    from generate_series(1, ${records}) i`);
  await run("analyze");
}
