"""A web address that opens the page at the quotation: a text fragment (WICG Scroll To Text Fragment)."""

from urllib.parse import quote as percent

from tuibrief.cite.citation import Citation, CiteError

# A longer quotation is named by its first and last words: pages differ in spaces and notes in between, and addresses
# have limits.
_WHOLE = 12
_ENDS = 5


def one(citation: Citation) -> str:
    """The address, with a fragment where something is quoted."""
    if not citation.url:
        raise CiteError(f"“{citation.title}” has no web address to link to; its details can be given one.")
    address, _, fragment = citation.url.partition("#")
    fragment = fragment.partition(":~:")[0]
    if not citation.quotes:
        return citation.url
    texts = "&".join(f"text={_directive(words)}" for words in citation.linked or citation.quotes)
    return f"{address}#{fragment}:~:{texts}"


def _directive(text: str) -> str:
    """The whole quotation, or its ends where it is long or goes over several paragraphs, which no match may do."""
    words, pieces = text.split(), text.split("\n")
    if len(pieces) == 1 and len(words) <= _WHOLE:
        return _encoded(text)
    first, last = pieces[0].split()[:_ENDS], pieces[-1].split()[-_ENDS:]
    return f"{_encoded(' '.join(first))},{_encoded(' '.join(last))}"


def _encoded(text: str) -> str:
    # "-" is the fragment's own sign for context, and no encoder escapes it.
    return percent(text, safe="").replace("-", "%2D")
