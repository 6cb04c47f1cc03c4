"""Triggers that make the journal append-only and chained, in the SQL of SQLite and of PostgreSQL."""

import re

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

ENTRY, PAYLOAD = "journal_entry", "journal_payload"

SQLITE = [
    f"""CREATE TRIGGER journal_entry_never_changes BEFORE UPDATE ON {ENTRY}
        BEGIN SELECT RAISE(ABORT, 'journal entries never change'); END""",
    f"""CREATE TRIGGER journal_entry_never_goes BEFORE DELETE ON {ENTRY}
        BEGIN SELECT RAISE(ABORT, 'journal entries are never deleted'); END""",
    f"""CREATE TRIGGER journal_payload_never_changes BEFORE UPDATE ON {PAYLOAD}
        BEGIN SELECT RAISE(ABORT, 'journal payloads never change'); END""",
    f"""CREATE TRIGGER journal_entry_continues_its_book BEFORE INSERT ON {ENTRY}
        WHEN NEW.number IS NOT 1 + (SELECT COALESCE(MAX(number), 0) FROM {ENTRY} WHERE book_id = NEW.book_id)
          OR NEW.previous_hash IS NOT COALESCE(
               (SELECT hash FROM {ENTRY} WHERE book_id = NEW.book_id ORDER BY number DESC LIMIT 1),
               '{"0" * 64}')
          OR EXISTS (SELECT 1 FROM {ENTRY} WHERE id = NEW.id OR deed = NEW.deed OR hash = NEW.hash)
        BEGIN SELECT RAISE(ABORT, 'a journal entry continues its book'); END""",
]

POSTGRESQL = [
    """CREATE FUNCTION journal_refuse() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION 'the journal never changes and nothing is deleted from it'; END $$""",
    f"""CREATE TRIGGER journal_entry_never_changes BEFORE UPDATE OR DELETE ON {ENTRY}
        FOR EACH ROW EXECUTE FUNCTION journal_refuse()""",
    f"""CREATE TRIGGER journal_entry_never_goes BEFORE TRUNCATE ON {ENTRY}
        FOR EACH STATEMENT EXECUTE FUNCTION journal_refuse()""",
    f"""CREATE TRIGGER journal_payload_never_changes BEFORE UPDATE ON {PAYLOAD}
        FOR EACH ROW EXECUTE FUNCTION journal_refuse()""",
    f"""CREATE FUNCTION journal_continue() RETURNS trigger LANGUAGE plpgsql AS $$
        DECLARE last record;
        BEGIN
          SELECT number, hash INTO last FROM {ENTRY}
            WHERE book_id = NEW.book_id ORDER BY number DESC LIMIT 1;
          IF NEW.number <> COALESCE(last.number, 0) + 1
             OR NEW.previous_hash <> COALESCE(last.hash, '{"0" * 64}') THEN
            RAISE EXCEPTION 'a journal entry continues its book';
          END IF;
          RETURN NEW;
        END $$""",
    f"""CREATE TRIGGER journal_entry_continues_its_book BEFORE INSERT ON {ENTRY}
        FOR EACH ROW EXECUTE FUNCTION journal_continue()""",
]

INSTALLED = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'",
}

STATEMENTS = {"sqlite": SQLITE, "postgresql": POSTGRESQL}


def missing(connection: BaseDatabaseWrapper) -> set[str]:
    """Return the names of the triggers that the database ought to have and has not (or not switched on)."""
    ought = {name for text in STATEMENTS[connection.vendor] for name in re.findall(r"CREATE TRIGGER (\w+)", text)}
    with connection.cursor() as cursor:
        cursor.execute(INSTALLED[connection.vendor])
        return ought - {name for (name,) in cursor.fetchall()}


def create(_apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Create the triggers of the database in use (called by the migration)."""
    for statement in STATEMENTS[schema_editor.connection.vendor]:
        schema_editor.execute(statement)
