from django.db import migrations

from ortaq.ground.journal import triggers


class Migration(migrations.Migration):
    dependencies = [("journal", "0001_initial")]
    operations = [migrations.RunPython(triggers.create, migrations.RunPython.noop)]
