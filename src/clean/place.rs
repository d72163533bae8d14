//! Roles from place: what stands before the first paragraph, and what behind the last one.

use super::date::stamp;
use super::lists::{Lists, normalize};
use super::{ends_sentence, is_open, is_paragraph, text_of};
use crate::document::{Block, Format, Role};

/// A block of at most so many words above the headline is a rubric, and several at the end are tags.
const FEW_WORDS: usize = 3;
/// So many short blocks at the end are tags; two of several words may be a signature.
const MANY_TAGS: usize = 3;
/// A headline of another article is no longer than this, in characters.
const HEADLINE: usize = 160;

/// Gives open blocks the roles that their places tell.
pub(super) fn mark(text: &str, blocks: &mut [Block], lists: &Lists, format: Format) {
    let Some((first, last)) = running_text(text, blocks) else {
        return;
    };
    stamps(text, blocks, lists, first, last);
    captions(text, blocks, [first, last]);
    if !blocks.iter().any(|block| block.role == Role::Title) {
        headline(text, &mut blocks[..=first]);
    }
    if format != Format::Html {
        tags(text, blocks, last);
    }
    related(text, blocks, lists, last);
}

/// The first and the last block of running text.
fn running_text(text: &str, blocks: &[Block]) -> Option<(usize, usize)> {
    // The paragraph behind a dateline may be short once the dateline is cut off.
    let behind_dateline = |index: usize| index > 0 && blocks[index - 1].role == Role::Dateline;
    let running = |index: &usize| {
        let block = &blocks[*index];
        is_open(block) && (behind_dateline(*index) || is_paragraph(text_of(text, block)))
    };
    let mut found = (0..blocks.len()).filter(running);
    let first = found.next()?;
    Some((first, found.next_back().unwrap_or(first)))
}

/// Time stamps outside the running text; inside it they may be headings of a chronicle.
fn stamps(text: &str, blocks: &mut [Block], lists: &Lists, first: usize, last: usize) {
    for (index, block) in blocks.iter_mut().enumerate() {
        let outside = index < first || index > last;
        if outside && is_open(block) && stamp(text_of(text, block), lists).is_some() {
            block.role = Role::Date;
        }
    }
}

/// Captions: two equal neighbours (the text of a picture and its caption), or the block above a picture's credit.
fn captions(text: &str, blocks: &mut [Block], running: [usize; 2]) {
    for index in 1..blocks.len() {
        let (before, here) = (&blocks[index - 1], &blocks[index]);
        let before_text = text_of(text, before);
        let paragraph = running.contains(&(index - 1)) || running.contains(&index) || is_paragraph(before_text);
        if paragraph || words(before_text) < 2 {
            continue;
        }
        let caption = |block: &Block| is_open(block) || block.role == Role::Caption;
        if caption(before) && caption(here) && before_text == text_of(text, here) {
            blocks[index - 1].role = Role::Caption;
            blocks[index].role = Role::Caption;
        } else if here.role == Role::Credit && is_open(before) && before_text.chars().count() <= HEADLINE {
            blocks[index - 1].role = Role::Caption;
        }
    }
}

/// The headline and the lead of a text without mark-up; `head` ends with the first paragraph.
fn headline(text: &str, head: &mut [Block]) {
    let first = head.len() - 1;
    let candidate = |block: &Block| {
        let block_text = text_of(text, block);
        is_open(block) && words(block_text) > FEW_WORDS && !block_text.ends_with('.')
    };
    let candidates: Vec<usize> = (0..first).filter(|index| candidate(&head[*index])).collect();
    let short = || (0..first).find(|index| is_open(&head[*index]) && !ends_sentence(text_of(text, &head[*index])));
    let Some(title) = chosen(text, head, &candidates).or_else(short) else {
        return;
    };
    for block in &mut head[..title] {
        let block_text = text_of(text, block);
        if is_open(block) && !ends_sentence(block_text) {
            block.role = Role::Navigation;
        }
    }
    head[title].role = Role::Title;
    let behind = head[..first]
        .iter_mut()
        .skip(title + 1)
        .find(|block| is_open(block) || block.role == Role::Caption);
    if let Some(block) = behind.filter(|block| candidate(block)) {
        block.role = Role::Lead;
    }
}

/// The first candidate; or the next one that begins a paragraph, if the first stands in a list of menu entries.
fn chosen(text: &str, head: &[Block], candidates: &[usize]) -> Option<usize> {
    let starts_group = |index: usize| index == 0 || apart(text, &head[index - 1], &head[index]);
    let &first = candidates.first()?;
    let group = (0..=first).rev().find(|index| starts_group(*index)).unwrap_or(0);
    let entries = head[group..first]
        .iter()
        .filter(|block| words(text_of(text, block)) <= FEW_WORDS)
        .count();
    let later = candidates
        .iter()
        .copied()
        .find(|index| *index > first && starts_group(*index));
    later.filter(|_| entries >= 2).or(Some(first))
}

/// Whether an empty line stands between two blocks.
fn apart(text: &str, before: &Block, here: &Block) -> bool {
    let between = text.get(before.span.end..here.span.start).unwrap_or_default();
    between.matches('\n').count() >= 2 || between.matches('\r').count() >= 2 && !between.contains('\n')
}

/// Tags: runs of very short blocks behind the text.
fn tags(text: &str, blocks: &mut [Block], last: usize) {
    let is_tag = |block: &Block| block.role == Role::Tags || is_open(block) && is_tag_like(text_of(text, block));
    for run in blocks[last + 1..].chunk_by_mut(|before, here| is_tag(before) && is_tag(here)) {
        let single = run.iter().all(|block| words(text_of(text, block)) == 1);
        let enough = run.len() >= MANY_TAGS || run.len() + 1 >= MANY_TAGS && single;
        if enough && is_tag(&run[0]) {
            for block in run {
                block.role = Role::Tags;
            }
        }
    }
}

fn is_tag_like(text: &str) -> bool {
    let plain = text.chars().all(|c| c.is_alphabetic() || " -,.'’«»\"".contains(c));
    plain && words(text) <= FEW_WORDS && !ends_sentence(text) && text.starts_with(char::is_alphabetic)
}

/// Headlines of other articles behind `Read also`: one inside the text, any number behind it.
fn related(text: &str, blocks: &mut [Block], lists: &Lists, last: usize) {
    let is_heading = |block: &Block| {
        let found = || lists.role_of(&normalize(text_of(text, block)));
        block.role == Role::Related && found().is_some_and(|found| found.role == Role::Related)
    };
    let mut room = 0;
    for (index, block) in blocks.iter_mut().enumerate() {
        let block_text = text_of(text, block);
        if is_heading(block) {
            // A heading with the headline in the same line needs no other.
            let complete = block_text.contains(": ");
            room = if index > last {
                usize::MAX
            } else {
                usize::from(!complete)
            };
            continue;
        }
        let headline = !block_text.ends_with('.') && block_text.chars().take(HEADLINE + 1).count() <= HEADLINE;
        match block.role {
            Role::Body if room > 0 && headline => block.role = Role::Related,
            Role::Related if room > 0 => {}
            Role::Date | Role::Residue if room > 0 => continue,
            _ => room = 0,
        }
        room = room.saturating_sub(1);
    }
}

fn words(text: &str) -> usize {
    text.split_whitespace().count()
}
