"""News that travels upward.

`performed` is sent by `perform` inside the transaction, after the state is saved and the audit record
written. Receivers may write to the database (an outbox row, the next automatic step); whatever leaves
the database (mail, files) goes through the outbox. An exception in a receiver undoes the whole step.

Arguments: `sender` the model class, `subject` the saved instance (row locked), `transition` its name,
`source` and `target` states, `by` the actor, `event` the AuditEvent.
"""

from django.dispatch import Signal

performed = Signal()
