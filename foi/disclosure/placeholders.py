"""What people leave where something should have been filled in (domain reference 7.2, D9)."""

import re

#: certainly not meant for a reader: marks of a template, "[insert date]"
PLACEHOLDER = re.compile(
    r"\{\{|\}\}|\{%|%\}|«[^»]*»|<<[A-Za-z_ ]|\$\{|\blorem ipsum\b"
    r"|\[(?:insert|add|delete|enter|name|date|reference)\b[^\]]*\]",
    re.IGNORECASE,
)
#: probably not: "XXXX", "TBC"
STAND_IN = re.compile(r"\bX{3,}\b|\bTBC\b|\bTBA\b")
