"""Reads a comparison report with Python's HTML parser."""
import base64
import hashlib
import re
from html.parser import HTMLParser

VOID = {"meta", "br", "link", "img", "input", "hr"}


class Page(HTMLParser):
    """What the tests ask of a page: its beads, what is hidden, what it would load, whether its tags balance."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.open = []  # (tag, classes, hidden by an attribute here or above)
        self.errors, self.outside, self.ids = [], [], []
        self.beads, self.rows, self.scripts, self.styles = [], [], [], []
        self.policy, self.toolbar_hidden, self.pressed, self.text = "", None, [], []
        self.attributes = []

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        self.attributes.append((tag, attrs))
        classes = (attrs.get("class") or "").split()
        hidden = "hidden" in attrs or bool(self.open and self.open[-1][2])
        self.note(tag, attrs, classes, hidden)
        if tag not in VOID:
            self.open.append((tag, classes, hidden))

    def note(self, tag, attrs, classes, hidden):
        if "id" in attrs:
            self.ids.append(attrs["id"])
        if attrs.get("http-equiv", "").lower() == "content-security-policy":
            self.policy = attrs["content"]
        for name, value in attrs.items():
            local = name == "href" and (value or "").startswith("#")
            if name.startswith("on") or (name in ("src", "srcset", "href", "action", "data") and not local):
                self.outside.append((tag, name, value))
        if "toolbar" in classes:
            self.toolbar_hidden = hidden
        if "aria-pressed" in attrs and attrs["aria-pressed"] == "true":
            self.pressed.append(attrs.get("data-filter"))
        if tag == "li" and ("bead" in classes or "place" in classes or "gap" in classes):
            self.rows.append({"id": attrs.get("id"), "hidden": hidden, "classes": classes})
        if tag == "li" and "bead" in classes:
            self.beads.append({"source": "", "target": ""})
        if tag == "script":
            self.scripts.append("")
        if tag == "style":
            self.styles.append("")

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag):
        if not self.open or self.open[-1][0] != tag:
            self.errors.append(f"</{tag}> closes {self.open[-1:]}")
        else:
            self.open.pop()
        if tag == "p":
            self.text.append("\n")
            self.add_to_bead("\n", paragraph=True)

    def handle_data(self, data):
        tag = self.open[-1][0] if self.open else None
        if tag == "script":
            self.scripts[-1] += data
        elif tag == "style":
            self.styles[-1] += data
        else:
            self.text.append(data)
            self.add_to_bead(data)

    def add_to_bead(self, data, paragraph=False):
        """Text inside a paragraph of a cell, and the end of one; labels stand outside of paragraphs."""
        classes = [name for _, names, _ in self.open for name in names]
        paragraph = paragraph or any(tag == "p" for tag, _, _ in self.open)
        if self.beads and "cell" in classes and "absent" not in classes and paragraph:
            side = "source" if "source" in classes else "target"
            self.beads[-1][side] += data

    def policy_holds(self):
        """Whether the policy allows exactly the style and the script that stand in the page."""
        def hashes(texts):
            return [base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in texts]

        allowed = {kind: re.findall(rf"{kind} 'sha256-([^']+)'", self.policy) for kind in ("script-src", "style-src")}
        return (
            self.policy.startswith("default-src 'none'")
            and allowed["script-src"] == hashes(self.scripts)
            and allowed["style-src"] == hashes(self.styles)
        )

    def visible(self):
        """The identifiers of the rows that are shown."""
        return [row["id"] for row in self.rows if not row["hidden"] and row["id"]]


def read_page(text):
    """A page from its source."""
    page = Page()
    page.feed(text)
    page.close()
    if page.open:
        page.errors.append(f"never closed: {[tag for tag, _, _ in page.open]}")
    if len(set(page.ids)) != len(page.ids):
        page.errors.append("an id stands twice")
    return page
