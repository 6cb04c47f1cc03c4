from collections.abc import Iterator

import pytest
from django.db import IntegrityError, migrations, models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.state import ProjectState
from django.db.utils import ConnectionHandler

from ortaq.ground.tables import TablesAtOnce

OPERATIONS = [
    migrations.CreateModel(name="Well", fields=[("id", models.AutoField(primary_key=True))]),
    migrations.CreateModel(
        name="Pump",
        fields=[
            ("id", models.AutoField(primary_key=True)),
            ("well", models.ForeignKey(on_delete=models.PROTECT, to="water.well")),
        ],
    ),
    migrations.AddField("well", "depth", models.IntegerField(default=1)),
    migrations.AddConstraint("well", models.CheckConstraint(condition=models.Q(depth__gt=0), name="well_is_deep")),
    migrations.AddIndex("well", models.Index(fields=["depth"], name="well_depth_index")),
]


def states_and_operation() -> tuple[ProjectState, ProjectState, TablesAtOnce]:
    before, operation = ProjectState(), TablesAtOnce(OPERATIONS)
    after = before.clone()
    operation.state_forwards("water", after)
    return before, after, operation


def test_the_state_is_that_of_the_operations_one_by_one():
    before, after, _operation = states_and_operation()
    for single in OPERATIONS:
        single.state_forwards("water", before)
    assert after == before


def test_what_an_earlier_state_had_made_is_made_anew():
    state = ProjectState()
    assert "apps" in vars(state) or state.apps
    TablesAtOnce(OPERATIONS).state_forwards("water", state)
    assert state.apps.get_model("water", "well")._meta.get_field("depth")


@pytest.fixture
def empty(db, tmp_path) -> Iterator[BaseDatabaseWrapper]:
    """A database of its own: SQLite changes no tables within a transaction, and tests run in one."""
    settings = {"ENGINE": "django.db.backends.sqlite3", "NAME": tmp_path / "empty.sqlite3"}
    connection = ConnectionHandler({"default": settings})["default"]
    yield connection
    connection.close()


def test_tables_come_whole_and_go_again(empty):
    before, after, operation = states_and_operation()
    with empty.schema_editor() as editor:
        operation.database_forwards("water", editor, before, after)
    with empty.cursor() as cursor:
        cursor.execute("INSERT INTO water_well (depth) VALUES (12)")
        with pytest.raises(IntegrityError, match="well_is_deep"):
            cursor.execute("INSERT INTO water_well (depth) VALUES (0)")
        assert "well_depth_index" in empty.introspection.get_constraints(cursor, "water_well")
    assert {"water_well", "water_pump"} <= set(empty.introspection.table_names())

    with empty.schema_editor() as editor:
        operation.database_backwards("water", editor, after, before)
    assert not {"water_well", "water_pump"} & set(empty.introspection.table_names())
