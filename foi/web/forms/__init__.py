"""Forms, and how every form of the service is drawn."""
