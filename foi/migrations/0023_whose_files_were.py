from django.db import migrations


def told_by_who_added_them(apps, schema_editor):
    """Who had no role but that of one department added a file for it. Any other file is the FOI team's: better that a
    department misses a file of its own than that it reads one of another."""
    Attachment, Membership = apps.get_model("foi", "Attachment"), apps.get_model("foi", "Membership")
    for one in Attachment.objects.select_related("question__foi_request"):
        held = Membership.objects.filter(user=one.added_by_id, authority=one.question.foi_request.authority_id)
        departments = set(held.values_list("department", flat=True))  # None: a role of the authority as a whole
        if len(departments) == 1:
            one.department_id = departments.pop()
            one.save(update_fields=["department"])


class Migration(migrations.Migration):

    dependencies = [
        ('foi', '0022_whose_a_file_is'),
    ]

    operations = [
        migrations.RunPython(told_by_who_added_them, migrations.RunPython.noop),
    ]
