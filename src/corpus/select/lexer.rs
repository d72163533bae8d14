//! A condition as text → tokens.

use crate::error::{Error, ErrorKind, Result};

/// A token with its column, counted in characters from 1.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Token {
    pub(super) kind: Kind,
    pub(super) column: usize,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Kind {
    /// A name, a number or a date: what stands between spaces, brackets and operators.
    Word(String),
    /// A text in quotation marks.
    Text(String),
    /// `/…/`, with whether `i` stands behind it.
    Pattern(String, bool),
    Operator(Operator),
    Open,
    Close,
    End,
}

impl Kind {
    /// What it is, for messages.
    pub(super) fn name(&self) -> String {
        match self {
            Self::Word(word) => format!("{word:?}"),
            Self::Text(text) => format!("the text {text:?}"),
            Self::Pattern(pattern, _) => format!("the pattern /{pattern}/"),
            Self::Operator(operator) => format!("\"{}\"", operator.symbol()),
            Self::Open => "\"(\"".to_owned(),
            Self::Close => "\")\"".to_owned(),
            Self::End => "the end".to_owned(),
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Operator {
    Equal,
    Unequal,
    Less,
    AtMost,
    Greater,
    AtLeast,
    Matches,
}

/// Symbols and operators; a symbol stands before those that it begins with.
const OPERATORS: [(&str, Operator); 10] = [
    ("==", Operator::Equal),
    ("!=", Operator::Unequal),
    ("<=", Operator::AtMost),
    (">=", Operator::AtLeast),
    ("=~", Operator::Matches),
    ("≤", Operator::AtMost),
    ("≥", Operator::AtLeast),
    ("<", Operator::Less),
    (">", Operator::Greater),
    ("~", Operator::Matches),
];

impl Operator {
    pub(super) fn symbol(self) -> &'static str {
        match self {
            Self::Equal => "==",
            Self::Unequal => "!=",
            Self::Less => "<",
            Self::AtMost => "<=",
            Self::Greater => ">",
            Self::AtLeast => ">=",
            Self::Matches => "~",
        }
    }
}

/// An error at a column.
pub(super) fn wrong(column: usize, message: &str) -> Error {
    Error::new(
        ErrorKind::Usage,
        "",
        format!("in the selection, column {column}: {message}"),
    )
}

/// The tokens of a text, with [`Kind::End`] as the last.
pub(super) fn tokens(text: &str) -> Result<Vec<Token>> {
    let mut lexer = Lexer { rest: text, column: 1 };
    let mut tokens = Vec::new();
    loop {
        lexer.skip(lexer.rest.len() - lexer.rest.trim_start().len());
        let column = lexer.column;
        let after_operator = matches!(
            tokens.last(),
            Some(Token {
                kind: Kind::Operator(Operator::Matches),
                ..
            })
        ) || matches!(tokens.last(), Some(Token { kind: Kind::Word(word), .. }) if word == "matches");
        let kind = lexer.next(after_operator)?;
        let ends = kind == Kind::End;
        tokens.push(Token { kind, column });
        if ends {
            return Ok(tokens);
        }
    }
}

struct Lexer<'a> {
    rest: &'a str,
    column: usize,
}

impl Lexer<'_> {
    /// Goes on by some bytes.
    fn skip(&mut self, length: usize) {
        self.column += self.rest[..length].chars().count();
        self.rest = &self.rest[length..];
    }

    fn next(&mut self, pattern_may_follow: bool) -> Result<Kind> {
        let Some(first) = self.rest.chars().next() else {
            return Ok(Kind::End);
        };
        if let Some((symbol, operator)) = OPERATORS.iter().find(|(symbol, _)| self.rest.starts_with(symbol)) {
            self.skip(symbol.len());
            return Ok(Kind::Operator(*operator));
        }
        match first {
            '(' | ')' => {
                self.skip(1);
                Ok(if first == '(' { Kind::Open } else { Kind::Close })
            }
            '=' => {
                self.skip(1);
                Ok(Kind::Operator(Operator::Equal))
            }
            '"' | '\'' => self.quoted(first).map(Kind::Text),
            '/' if pattern_may_follow => self.pattern(),
            _ if is_of_word(first) => {
                let end = self.rest.find(|character| !is_of_word(character));
                let word = self.rest[..end.unwrap_or(self.rest.len())].to_owned();
                self.skip(word.len());
                Ok(Kind::Word(word))
            }
            '!' | '&' => {
                Err(wrong(self.column, &format!("{first:?} means nothing here")).with_remedy("write and, or, not"))
            }
            _ => Err(wrong(self.column, &format!("{first:?} means nothing here"))
                .with_remedy("put text in quotation marks, and a pattern between slashes behind ~")),
        }
    }

    /// What stands up to the same mark again, without both marks; a backslash before the mark makes it part of the text.
    fn quoted(&mut self, mark: char) -> Result<String> {
        let column = self.column;
        let mut text = String::new();
        let mut characters = self.rest.char_indices().skip(1).peekable();
        while let Some((at, character)) = characters.next() {
            let next = characters.peek().map(|&(_, next)| next);
            if character == '\\' && next.is_some_and(|next| next == mark || mark != '/' && next == '\\') {
                text.extend(next);
                characters.next();
            } else if character == mark {
                self.skip(at + mark.len_utf8());
                return Ok(text);
            } else {
                text.push(character);
            }
        }
        let message = format!("the {mark} that ends what begins here is missing");
        Err(wrong(column, &message))
    }

    fn pattern(&mut self) -> Result<Kind> {
        let pattern = self.quoted('/')?;
        let ignore_case = self.rest.starts_with('i') && !self.rest[1..].starts_with(is_of_word);
        self.skip(usize::from(ignore_case));
        Ok(Kind::Pattern(pattern, ignore_case))
    }
}

/// Whether a character can stand in a name, a number or a date.
fn is_of_word(character: char) -> bool {
    character.is_alphanumeric() || matches!(character, '_' | '-' | '/' | '.' | ':' | '+')
}
