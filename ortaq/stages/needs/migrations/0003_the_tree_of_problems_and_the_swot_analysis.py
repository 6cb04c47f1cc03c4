import django.db.models.deletion
import ortaq.ground.ids
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("circle", "0001_initial"),
        ("cycle", "0001_initial"),
        ("needs", "0002_the_moderation_of_every_room"),
        ("places", "0002_programme_is_fictional"),
        ("profile", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="SwotStatement",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=ortaq.ground.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("strength", "strength"),
                            ("weakness", "weakness"),
                            ("opportunity", "opportunity"),
                            ("threat", "threat"),
                        ],
                        max_length=11,
                    ),
                ),
                ("written_at", models.DateTimeField()),
                ("removed_at", models.DateTimeField(null=True)),
                ("text_kk", models.CharField(blank=True, default="", max_length=500)),
                ("text_ru", models.CharField(blank=True, default="", max_length=500)),
                (
                    "text_original",
                    models.CharField(choices=[("kk", "Kazakh"), ("ru", "Russian")], default="kk", max_length=2),
                ),
                (
                    "text_translation",
                    models.CharField(
                        choices=[
                            ("missing", "not translated yet"),
                            ("machine", "translated by a machine, not checked"),
                            ("checked", "translation checked"),
                        ],
                        default="missing",
                        max_length=8,
                    ),
                ),
                ("source_kk", models.CharField(blank=True, default="", max_length=300)),
                ("source_ru", models.CharField(blank=True, default="", max_length=300)),
                (
                    "source_original",
                    models.CharField(choices=[("kk", "Kazakh"), ("ru", "Russian")], default="kk", max_length=2),
                ),
                (
                    "source_translation",
                    models.CharField(
                        choices=[
                            ("missing", "not translated yet"),
                            ("machine", "translated by a machine, not checked"),
                            ("checked", "translation checked"),
                        ],
                        default="missing",
                        max_length=8,
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="problem",
            name="comes_from",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="effects", to="needs.problem"
            ),
        ),
        migrations.AddConstraint(
            model_name="problem",
            constraint=models.CheckConstraint(
                condition=models.Q(("comes_from", models.F("id")), _negated=True), name="problem_not_from_itself"
            ),
        ),
        migrations.AddField(
            model_name="swotstatement",
            name="cycle",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="swot_statements", to="cycle.cycle"
            ),
        ),
        migrations.AddField(
            model_name="swotstatement",
            name="problem",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="swot_statements",
                to="needs.problem",
            ),
        ),
        migrations.AddField(
            model_name="swotstatement",
            name="service",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="swot_statements",
                to="profile.service",
            ),
        ),
        migrations.AddField(
            model_name="swotstatement",
            name="stakeholder",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="swot_statements",
                to="circle.stakeholder",
            ),
        ),
        migrations.AddField(
            model_name="swotstatement",
            name="unit",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="swot_statements", to="places.unit"
            ),
        ),
        migrations.AddConstraint(
            model_name="swotstatement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("problem__isnull", False),
                    ("service__isnull", False),
                    ("stakeholder__isnull", False),
                    models.Q(("source_kk", ""), ("source_ru", ""), _negated=True),
                    _connector="OR",
                ),
                name="swot_statement_rests_on_something",
            ),
        ),
    ]
