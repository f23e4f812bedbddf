"""An authority's own Word file as the template of its letters: looked into, cleaned, and made complete. Plain Python.

`adopt` is the one door; `apart.adopt_apart` does it in a process of its own, which is how the product calls it.
"""
