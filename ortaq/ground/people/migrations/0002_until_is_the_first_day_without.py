"""`until` was the last day of an appointment; now it is the first day on which the role is not held."""

import datetime

from django.db import migrations


def move(apps, days):
    ended = apps.get_model("people", "Appointment").objects.exclude(until=None)
    for appointment in ended:
        appointment.until = max(appointment.since, appointment.until + datetime.timedelta(days=days))
        appointment.save(update_fields=["until"])


class Migration(migrations.Migration):

    dependencies = [("people", "0001_initial")]

    operations = [
        migrations.RunPython(lambda apps, _: move(apps, days=1), lambda apps, _: move(apps, days=-1)),
    ]
