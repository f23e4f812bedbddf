"""The building blocks of letters, one small file each: a function from the draft to its part of the structure.

To add one: a file here, its texts in the wording, and its place in `plans.py`. The numbers B01 to B19 are those of the
domain reference, section 3.2. A block that has nothing to say yields nothing.
"""
