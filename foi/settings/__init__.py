"""Settings: `base` is shared; `embedded` (make run), `production` and `test` add what differs."""
