//! What an element's start tag adds to what the mark-up around it says.

use html5gum::StartTag;

use super::attributes::{self, Hiding, Read};
use super::element;
use super::mark::{self, Place};
use super::scan::Manner;
use super::stack::Context;
use crate::document::Role;

/// The context inside an element, and the role that the element itself gives; `number` counts the page's elements.
pub(super) fn context(
    name: &str,
    tag: &StartTag<usize>,
    number: usize,
    parent: Context,
    manner: &Manner,
) -> (Context, Option<Role>) {
    let read = attributes::read(tag);
    let block = element::is_block(name);
    let mut context = parent;
    let place = Place {
        in_article: parent.in_article,
        in_figure: parent.in_figure,
    };
    let believed = manner.disbelieved.binary_search(&number).is_err();
    let mark = mark::mark(name, &read.marks, place).filter(|mark| believed || !mark.weak);
    add_facts(&mut context, name, &read, manner);
    if let Some(mark) = mark {
        context.apply(mark, number);
    }
    if context.in_figure && context.role.is_none() && block {
        context.role = Some(Role::Caption);
    }
    (context, mark.map(|mark| mark.role))
}

fn add_facts(context: &mut Context, name: &str, read: &Read, manner: &Manner) {
    let block = element::is_block(name);
    let hidden = match read.hiding {
        Hiding::Shown => false,
        Hiding::Hidden => !manner.show_hidden,
        // A whole block that only screen readers skip may be the article behind a dialogue.
        Hiding::FromReaders => !manner.show_hidden && !block,
    };
    context.invisible |= hidden || element::is_invisible(name);
    context.in_article |= matches!(name, "article" | "main") || read.marks.is_article();
    context.in_figure |= matches!(name, "figure" | "figcaption");
    context.preformatted |= matches!(name, "pre" | "listing" | "xmp");
    context.linked |= name == "a" && read.links_away;
    context.sentence |= matches!(name, "p" | "li" | "blockquote" | "td" | "dd");
    if block {
        context.heading = context.heading.max(element::heading_level(name));
    }
}
