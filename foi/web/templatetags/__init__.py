"""Template tags for the GOV.UK and MoJ components."""
