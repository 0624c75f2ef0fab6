"""Why a file of XML is refused as a whole: a code, and at most the name of its root element."""

import re

NOT_XML, DOCUMENT_TYPE, INSTRUCTION, INCLUSION = "not_xml", "xml_document_type", "xml_instruction", "xml_inclusion"
TOO_DEEP, TOO_LARGE = "xml_too_deep", "xml_too_large"
SOAP_FAULT, UNKNOWN_FORMAT, OTHER_FLOW = "soap_fault", "unknown_format", "format_of_another_flow"
DIFFERS, UNKNOWN_CONTEXT = "differs_from_key", "unknown_legal_context"
MISSING, NOT_AN_INSTANT = "missing", "not_an_instant"
# Letters only: a name with digits could hold a number of somebody, a long one a sentence.
_TELLABLE = re.compile(r"[A-Za-z]{1,60}")


class RefusedXmlError(Exception):
    """A file is refused: `code` says why, `where` points to the root's name or is empty. No value of the file."""

    def __init__(self, code: str, where: str = "") -> None:
        """Keep the code and the place."""
        super().__init__(code)
        self.code, self.where = code, where


def tellable_root(name: str) -> str:
    """Return a pointer that names a root element; an empty one when the name might say something about a person."""
    return f"/{name}" if _TELLABLE.fullmatch(name) else ""
