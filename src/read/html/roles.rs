//! The roles of a page's blocks: from what the mark-up says, where the main text lies, and how much of a block is links.

use rustc_hash::FxHashMap;

use super::scan::{RawBlock, Scan};
use crate::document::{Block, Role};

/// A block with so many bytes that are no white space is a paragraph, not a menu entry (some 20 Russian letters).
const PARAGRAPH: usize = 40;
/// A paragraph that can stand alone outside the main text.
const LONG_PARAGRAPH: usize = 80;

/// The blocks of a page with their roles; `main` says which of them Readability took for the article.
pub(super) fn assign(scan: &Scan, main: Option<&[bool]>) -> Vec<Block> {
    let mut roles = marked_roles(scan);
    let region = Region::find(scan, &roles, main);
    let title = title(scan, &mut roles, &region);
    for (index, role) in roles.iter_mut().enumerate() {
        role.get_or_insert_with(|| region.role(scan, index, title));
    }
    subheadings(scan, &mut roles);
    lead(scan, &mut roles, title);
    scan.blocks
        .iter()
        .zip(roles)
        .map(|(block, role)| Block {
            span: block.span,
            role: role.unwrap_or(Role::Body),
        })
        .collect()
}

/// The roles that marks give, without those that cannot be true.
fn marked_roles(scan: &Scan) -> Vec<Option<Role>> {
    scan.blocks
        .iter()
        .map(|block| {
            block
                .context
                .role
                .filter(|role| plausible(*role, block, block.span.of(&scan.text)))
        })
        .collect()
}

/// Elements whose class name would make nearly all of the page's text furniture: `<div class="with-sidebar">`.
///
/// Their numbers come in order. A page with a short article and long comments is no such case: it has text elsewhere.
pub(super) fn overreaching(scan: &Scan) -> Vec<usize> {
    /// Less text than this, in bytes, is no article.
    const LITTLE: usize = 200;
    let (mut total, mut free) = (0, 0);
    let mut by_element: FxHashMap<usize, usize> = FxHashMap::default();
    for block in scan.blocks.iter().filter(|block| is_paragraph(block)) {
        total += block.bytes;
        match (block.context.role, block.context.weakly_by) {
            (Some(role), Some(element)) if !role.is_content() => {
                *by_element.entry(element).or_default() += block.bytes;
            }
            (None, _) => free += block.bytes,
            _ => {}
        }
    }
    if free * 4 >= total {
        return Vec::new();
    }
    let much = |bytes: usize| bytes * 5 > total * 2 && bytes > LITTLE;
    let mut found: Vec<usize> = by_element
        .into_iter()
        .filter(|(_, bytes)| much(*bytes))
        .map(|(at, _)| at)
        .collect();
    found.sort_unstable();
    found
}

/// Whether a text can have the role at all.
fn plausible(role: Role, block: &RawBlock, text: &str) -> bool {
    let digits = text.bytes().any(|byte| byte.is_ascii_digit());
    match role {
        Role::Date => block.bytes <= 100 && (digits || block.bytes <= 40),
        Role::Byline => block.bytes <= 160,
        Role::Title | Role::Tags => block.bytes <= 600,
        _ => true,
    }
}

fn is_paragraph(block: &RawBlock) -> bool {
    block.bytes >= PARAGRAPH && !is_link(block)
}

/// Whether nearly all of a block links to other pages.
fn is_link(block: &RawBlock) -> bool {
    block.linked * 10 > block.bytes * 8
}

fn ends_sentence(text: &str) -> bool {
    text.trim_end_matches(['"', '»', '”', '’', '\'', ')', ']', '“'])
        .ends_with(['.', '!', '?', '…', ':', ';', '。', '！', '？'])
}

/// Where the article lies: the blocks from `first` to `last`.
struct Region {
    first: usize,
    last: usize,
    main: Vec<bool>,
    /// Whether the page marks its article with `<article>` or `<main>`.
    has_article: bool,
}

impl Region {
    fn find(scan: &Scan, roles: &[Option<Role>], main: Option<&[bool]>) -> Self {
        let free = |index: usize| roles[index].is_none() && is_paragraph(&scan.blocks[index]);
        let text = |chosen: &dyn Fn(usize) -> bool| -> usize {
            (0..roles.len())
                .filter(|index| free(*index) && chosen(*index))
                .map(|index| scan.blocks[index].bytes)
                .sum()
        };
        let in_article = |index: usize| scan.blocks[index].context.in_article;
        let total = text(&|_| true);
        let has_article = text(&in_article) * 10 >= total * 3 && total > 0;
        let by_library = main.filter(|main| text(&|index| main[index]) * 10 >= total * 3 && total > 0);
        let main: Vec<bool> = match by_library {
            Some(main) => (0..roles.len())
                .map(|index| main[index] && roles[index].is_none())
                .collect(),
            None if has_article => (0..roles.len())
                .map(|index| roles[index].is_none() && in_article(index))
                .collect(),
            None => (0..roles.len()).map(free).collect(),
        };
        let counts = |index: &usize| main[*index] && !is_link(&scan.blocks[*index]);
        let first = (0..main.len()).find(counts).unwrap_or(0);
        let last = (0..main.len()).rev().find(counts).unwrap_or(main.len());
        Self {
            first,
            last,
            main,
            has_article,
        }
    }

    /// The role of a block that no mark says anything of.
    fn role(&self, scan: &Scan, index: usize, title: Option<usize>) -> Role {
        let block = &scan.blocks[index];
        let text = block.span.of(&scan.text);
        let sentence = ends_sentence(text);
        let titled = title.is_some_and(|title| index > title);
        let inside = !self.has_article || block.context.in_article;
        if is_link(block) && !(sentence && block.bytes >= LONG_PARAGRAPH) {
            let behind = index > self.first || titled && block.context.in_article;
            return if behind { Role::Related } else { Role::Navigation };
        }
        let body = if index < self.first {
            titled && inside || title.is_none() && inside && block.bytes >= LONG_PARAGRAPH
        } else if index > self.last {
            inside && block.bytes >= PARAGRAPH && (sentence || self.main[index])
        } else {
            // Short pieces between paragraphs are sub-headings, list items, cells.
            true
        };
        if body { Role::Body } else { Role::Navigation }
    }
}

/// Finds the headline among those that are marked as one, and says which block it is.
fn title(scan: &Scan, roles: &mut [Option<Role>], region: &Region) -> Option<usize> {
    let is_h1 = |index: &usize| scan.blocks[*index].context.heading == 1;
    let candidates = || 0..roles.len();
    let free_h1 = candidates().find(|index| is_h1(index) && roles[*index].is_none_or(|role| role == Role::Title));
    let marked = candidates().find(|index| roles[*index] == Some(Role::Title));
    let named =
        candidates().find(|index| *index <= region.first && roles[*index].is_none() && is_page_title(scan, *index));
    // Some pages put the headline into `<header>`, as others do with the name of the site.
    let in_header = candidates().find(|index| {
        let words = scan.blocks[*index].span.of(&scan.text).split_whitespace().count();
        let maybe = roles[*index] == Some(Role::Navigation) || scan.blocks[*index].context.weakly_by.is_some();
        is_h1(index) && maybe && words >= 4
    });
    let chosen = free_h1.or(marked).or(named).or(in_header);
    for (index, role) in roles.iter_mut().enumerate() {
        if chosen == Some(index) {
            *role = Some(Role::Title);
        } else if *role == Some(Role::Title) {
            *role = None;
        }
    }
    chosen
}

/// Whether the block reads like the page's `<title>`, which often has the name of the site behind it.
fn is_page_title(scan: &Scan, index: usize) -> bool {
    let words: Vec<&str> = scan.page_title.split_whitespace().collect();
    let own: Vec<&str> = scan.blocks[index].span.of(&scan.text).split_whitespace().collect();
    own.len() >= 3 && words.starts_with(&own)
}

/// A heading right before a paragraph belongs to it, as where a second article stands on the page.
fn subheadings(scan: &Scan, roles: &mut [Option<Role>]) {
    for index in (1..roles.len()).rev() {
        let heading = &scan.blocks[index - 1].context;
        let unmarked = heading.heading > 0 && heading.role.is_none() && roles[index - 1] == Some(Role::Navigation);
        if unmarked && heading.in_article && roles[index] == Some(Role::Body) {
            roles[index - 1] = Some(Role::Body);
        }
    }
}

/// Sub-headlines count as the lead only before the first paragraph; a heading right behind the title is one.
fn lead(scan: &Scan, roles: &mut [Option<Role>], title: Option<usize>) {
    let mut text_began = false;
    for (index, (role, block)) in roles.iter_mut().zip(&scan.blocks).enumerate() {
        let behind_title = title.is_none_or(|title| index > title);
        match role {
            Some(Role::Lead) if text_began => *role = Some(Role::Body),
            Some(Role::Body) if behind_title => {
                if block.context.heading > 1 && !text_began && title.is_some() {
                    *role = Some(Role::Lead);
                }
                text_began = true;
            }
            _ => {}
        }
    }
}
