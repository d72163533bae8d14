//! The open elements, kept as leniently as browsers do it, with constant work per tag.

use rustc_hash::FxHashMap;

use super::element;
use super::mark::Mark;
use crate::document::Role;

/// What the mark-up around a place says about it; children inherit it.
#[derive(Clone, Copy, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own about the place")]
pub(super) struct Context {
    pub(super) role: Option<Role>,
    /// The number of the element whose class name gave the role, if only a class name did.
    pub(super) weakly_by: Option<usize>,
    pub(super) in_article: bool,
    pub(super) in_figure: bool,
    /// Inside a paragraph, list item, quotation or table cell.
    pub(super) sentence: bool,
    pub(super) preformatted: bool,
    pub(super) invisible: bool,
    /// Inside a link to another page.
    pub(super) linked: bool,
    /// 1 to 6 inside a heading, else 0.
    pub(super) heading: u8,
}

impl Context {
    /// Takes an element's own mark into account: content inside furniture stays furniture.
    pub(super) fn apply(&mut self, mark: Mark, element: usize) {
        let furniture = self.role.is_some_and(|role| !role.is_content());
        let sticky = matches!(
            self.role,
            Some(Role::Related | Role::Tags | Role::Date | Role::Byline | Role::Credit)
        );
        if furniture && (mark.role.is_content() || sticky && mark.role == Role::Navigation) {
            return;
        }
        self.role = Some(mark.role);
        self.weakly_by = mark.weak.then_some(element);
    }
}

/// An open element.
#[derive(Clone, Debug)]
pub(super) struct Open {
    pub(super) context: Context,
    /// Whether its ends are ends of blocks.
    pub(super) block: bool,
    /// The role of the text in an inline element.
    pub(super) inline_role: Option<Role>,
    /// The length of the text when it was opened.
    pub(super) text_start: usize,
}

struct Entry {
    open: Open,
    name: usize,
    /// Places in the stack of the innermost block and of the innermost element that end tags do not reach across.
    block: usize,
    scope: usize,
}

/// The open elements.
#[derive(Default)]
pub(super) struct Stack {
    entries: Vec<Entry>,
    names: FxHashMap<String, usize>,
    /// For each name the places of its open elements, the innermost last.
    places: Vec<Vec<usize>>,
    outside: Context,
}

impl Stack {
    pub(super) fn len(&self) -> usize {
        self.entries.len()
    }

    pub(super) fn context(&self) -> &Context {
        self.entries.last().map_or(&self.outside, |entry| &entry.open.context)
    }

    /// The context of the innermost block.
    pub(super) fn block_context(&self) -> &Context {
        let place = self.entries.last().map_or(0, |entry| entry.block);
        self.entries
            .get(place)
            .map_or(&self.outside, |entry| &entry.open.context)
    }

    pub(super) fn push(&mut self, name: &str, open: Open) {
        let place = self.entries.len();
        let (block, scope) = self.entries.last().map_or((0, 0), |entry| (entry.block, entry.scope));
        let block = if open.block { place } else { block };
        let scope = if element::is_scope(name) { place } else { scope };
        let name = self.number(name);
        self.places[name].push(place);
        self.entries.push(Entry {
            open,
            name,
            block,
            scope,
        });
    }

    pub(super) fn pop(&mut self) -> Option<Open> {
        let entry = self.entries.pop()?;
        if self.places[entry.name].last() == Some(&self.entries.len()) {
            self.places[entry.name].pop();
        }
        Some(entry.open)
    }

    pub(super) fn is_in(&self, name: &str) -> bool {
        self.place_of(name).is_some()
    }

    pub(super) fn top_is(&self, name: &str) -> bool {
        !self.entries.is_empty() && self.place_of(name) == Some(self.entries.len() - 1)
    }

    /// The place from which on a start tag closes open elements.
    pub(super) fn closed_by(&self, name: &str) -> Option<usize> {
        let (scope, block) = self.entries.last().map_or((0, 0), |entry| (entry.scope, entry.block));
        let (closed, protectors) = element::closes(name);
        let protected = protectors.iter().filter_map(|name| self.place_of(name)).max();
        let listed = closed
            .iter()
            .filter_map(|name| self.place_of(name))
            .filter(|place| protected.is_none_or(|protected| *place > protected))
            .min();
        let paragraph = self
            .place_of("p")
            .filter(|place| element::is_block(name) && *place >= scope);
        let link = self.place_of("a").filter(|place| name == "a" && *place >= block);
        [listed, paragraph, link].into_iter().flatten().min()
    }

    /// The place from which on an end tag closes open elements; `None` if it closes nothing.
    pub(super) fn ended_by(&self, name: &str) -> Option<usize> {
        let last = self.entries.last()?;
        let place = if element::heading_level(name) > 0 {
            ["h1", "h2", "h3", "h4", "h5", "h6"]
                .iter()
                .filter_map(|name| self.place_of(name))
                .max()
        } else {
            self.place_of(name)
        }?;
        let reach = if element::is_of_table(name) {
            self.place_of("table").unwrap_or(0)
        } else if element::is_block(name) {
            last.scope
        } else {
            last.block
        };
        (place >= reach).then_some(place)
    }

    /// Ends a link across the blocks in it: `<a><p>…</a>…</p>`.
    pub(super) fn end_misnested_link(&mut self) {
        // Pages that need more than this are made to waste time.
        const REACH: usize = 100;
        let Some(place) = self.place_of("a") else { return };
        if self.entries.len() - place > REACH {
            return;
        }
        for entry in &mut self.entries[place..] {
            entry.open.context.linked = false;
        }
        if let Some(&name) = self.names.get("a") {
            self.places[name].pop();
        }
    }

    fn place_of(&self, name: &str) -> Option<usize> {
        self.names
            .get(name)
            .and_then(|number| self.places[*number].last().copied())
    }

    fn number(&mut self, name: &str) -> usize {
        if let Some(&number) = self.names.get(name) {
            return number;
        }
        let number = self.places.len();
        self.names.insert(name.to_owned(), number);
        self.places.push(Vec::new());
        number
    }
}
