"""What happened to each request. `yield 3` means: on working day 3 after receipt."""
