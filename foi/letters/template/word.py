"""Names of WordprocessingML, and putting children where its schema wants them."""

from __future__ import annotations

from typing import Any

from lxml import etree

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
PLACED_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"

TRACKED = (
    *("ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel", "cellMerge", "numberingChange"),
    *("rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "trPrChange", "tcPrChange", "tblGridChange"),
)

_SCHEMA = """
pPr: pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs
  suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd snapToGrid
  spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment textboxTightWrap outlineLvl
  divId cnfStyle rPr sectPr pPrChange;
style: name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked personal
  personalCompose personalReply rsid pPr rPr tblPr trPr tcPr tblStylePr;
sectPr: headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType pgNumType cols
  formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid printerSettings;
docDefaults: rPrDefault pPrDefault;
rPrDefault: rPr;
styles: docDefaults latentStyles style
"""
_ORDER = {name.strip(): children.split() for name, _, children in (rule.partition(":") for rule in _SCHEMA.split(";"))}


def w(name: str) -> str:
    return f"{{{WORD}}}{name}"


def value(node: Any, name: str = "val") -> str:
    """An attribute of `node`; "" where there is neither."""
    return "" if node is None else str(node.get(w(name)) or "")


def child(parent: Any, name: str) -> Any:
    """The child of that name, made where the schema wants it if it is not there."""
    found = parent.find(w(name))
    if found is None:
        found = etree.SubElement(parent, w(name))
        put(parent, found)
    return found


def put(parent: Any, node: Any) -> None:
    """Add `node` to `parent` at its place."""
    order = _ORDER[etree.QName(parent).localname]
    later = {w(name) for name in order[order.index(etree.QName(node).localname) + 1 :]}
    for sibling in parent:
        if sibling is not node and sibling.tag in later:
            sibling.addprevious(node)
            return
    parent.append(node)


def drop(parent: Any, *names: str) -> bool:
    """Take out every descendant of these names. Returns whether there was one."""
    found = list(parent.iter(*[w(name) for name in names]))
    for node in found:
        take_out(node)
    return bool(found)


def take_out(node: Any) -> None:
    """Without the text behind it, which in Word files is never text of the document."""
    node.getparent().remove(node)


def drop_editing_marks(tree: Any) -> None:
    """Who edited what in which sitting, and where the cursor stood."""
    for node in tree.iter():
        for name in [name for name in node.attrib if isinstance(name, str) and name.startswith(w("rsid"))]:
            del node.attrib[name]
    drop(tree, "rsid", "proofErr", "lastRenderedPageBreak")
