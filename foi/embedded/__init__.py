"""PostgreSQL and Redis out of wheels, and the supervisor behind `manage.py up`."""
