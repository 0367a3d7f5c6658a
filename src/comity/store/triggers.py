"""What the database itself holds: entries and heads are only ever added, entries one after another without a gap."""

from __future__ import annotations

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

_SQLITE = """
CREATE TRIGGER store_entry_no_update BEFORE UPDATE ON store_entry
BEGIN SELECT RAISE(ABORT, 'entries are never changed'); END;
CREATE TRIGGER store_entry_no_delete BEFORE DELETE ON store_entry
BEGIN SELECT RAISE(ABORT, 'entries are never removed'); END;
CREATE TRIGGER store_entry_in_turn BEFORE INSERT ON store_entry
WHEN NEW.idx <> (SELECT coalesce(max(idx) + 1, 0) FROM store_entry)
  OR EXISTS (SELECT 1 FROM store_entry WHERE leaf_hash = NEW.leaf_hash OR act_hash = NEW.act_hash)
BEGIN SELECT RAISE(ABORT, 'entries are added one after another, each once'); END;
CREATE TRIGGER store_head_no_update BEFORE UPDATE ON store_head
BEGIN SELECT RAISE(ABORT, 'heads are never changed'); END;
CREATE TRIGGER store_head_no_delete BEFORE DELETE ON store_head
BEGIN SELECT RAISE(ABORT, 'heads are never removed'); END;
CREATE TRIGGER store_head_grows BEFORE INSERT ON store_head
WHEN NEW.size <= (SELECT coalesce(max(size), -1) FROM store_head)
BEGIN SELECT RAISE(ABORT, 'a head is larger than the one before it'); END;
"""

_POSTGRES = """
CREATE FUNCTION store_only_added() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '% is only ever added to', TG_TABLE_NAME; END $$;
CREATE FUNCTION store_entry_in_turn() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.idx <> (SELECT coalesce(max(idx) + 1, 0) FROM store_entry) THEN
    RAISE EXCEPTION 'entries are added one after another';
  END IF;
  RETURN NEW;
END $$;
CREATE FUNCTION store_head_grows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.size <= (SELECT coalesce(max(size), -1) FROM store_head) THEN
    RAISE EXCEPTION 'a head is larger than the one before it';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER store_entry_only_added BEFORE UPDATE OR DELETE ON store_entry
FOR EACH ROW EXECUTE FUNCTION store_only_added();
CREATE TRIGGER store_entry_not_emptied BEFORE TRUNCATE ON store_entry
FOR EACH STATEMENT EXECUTE FUNCTION store_only_added();
CREATE TRIGGER store_entry_in_turn BEFORE INSERT ON store_entry
FOR EACH ROW EXECUTE FUNCTION store_entry_in_turn();
CREATE TRIGGER store_head_only_added BEFORE UPDATE OR DELETE ON store_head
FOR EACH ROW EXECUTE FUNCTION store_only_added();
CREATE TRIGGER store_head_not_emptied BEFORE TRUNCATE ON store_head
FOR EACH STATEMENT EXECUTE FUNCTION store_only_added();
CREATE TRIGGER store_head_grows BEFORE INSERT ON store_head
FOR EACH ROW EXECUTE FUNCTION store_head_grows();
"""


def create(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Create the triggers of this database's kind."""
    if editor.connection.vendor == "postgresql":
        editor.execute(_POSTGRES, None)
        return
    for statement in _SQLITE.split("END;\n"):
        if statement.strip():
            editor.execute(f"{statement}END", None)
