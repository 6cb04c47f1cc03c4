from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("needs", "0001_initial")]

    operations = [
        migrations.RemoveConstraint(model_name="need", name="need_refused_has_reason"),
        migrations.RenameField(model_name="need", old_name="refusal", new_name="objection"),
        migrations.AlterField(
            model_name="need",
            name="objection",
            field=models.CharField(
                blank=True,
                choices=[
                    ("personal_data", "it names a private person or gives personal data"),
                    ("insult", "it insults somebody"),
                    ("advertisement", "it is an advertisement"),
                    ("not_a_need", "it does not say what is needed"),
                    ("off_topic", "it is about something else"),
                    ("other_unit", "it is about another place"),
                    ("sent_twice", "the same person sent it twice"),
                ],
                default="",
                max_length=20,
            ),
        ),
        migrations.AddConstraint(
            model_name="need",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "refused"), models.Q(("objection", ""), _negated=True)),
                    models.Q(models.Q(("state", "refused"), _negated=True), ("objection", "")),
                    _connector="OR",
                ),
                name="need_refused_has_objection",
            ),
        ),
    ]
