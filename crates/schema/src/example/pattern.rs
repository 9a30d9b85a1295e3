//! Texts that match a pattern.

use regex_syntax::hir::{Class, Hir, HirKind};

use super::choice::Choice;

/// Longer texts are not written out.
const LENGTH_LIMIT: usize = 100_000;

/// A text of at least `least` characters that `syntax` should match; its assertions are taken as true.
pub(super) fn matching(syntax: &str, least: u64, choice: &mut Choice) -> Option<String> {
    let hir = regex_syntax::parse(syntax).ok()?;
    let mut extra = choice.below(3);
    loop {
        let mut text = String::new();
        write(&hir, extra, choice, &mut text)?;
        if text.chars().count() as u64 >= least || extra > least {
            return Some(text);
        }
        extra = extra * 2 + 1;
    }
}

/// Writes a text for `hir`, each repetition `extra` times more than it must be; `None` where nothing matches.
fn write(hir: &Hir, extra: u64, choice: &mut Choice, text: &mut String) -> Option<()> {
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => {}
        HirKind::Literal(literal) => text.push_str(std::str::from_utf8(&literal.0).ok()?),
        HirKind::Class(class) => text.push(member(class, choice)?),
        HirKind::Capture(capture) => write(&capture.sub, extra, choice, text)?,
        HirKind::Concat(parts) => {
            for part in parts {
                write(part, extra, choice, text)?;
            }
        }
        HirKind::Alternation(branches) => {
            let chosen = choice.below(branches.len() as u64) as usize;
            write(&branches[chosen], extra, choice, text)?;
        }
        HirKind::Repetition(repetition) => {
            let wanted = u64::from(repetition.min) + extra;
            let most = repetition.max.map_or(u64::MAX, u64::from);
            let count = wanted.min(most);
            for _ in 0..count {
                if text.len() > LENGTH_LIMIT {
                    return None;
                }
                // Inner repetitions stay short, or their lengths would multiply.
                write(&repetition.sub, 0, choice, text)?;
            }
        }
    }
    Some(())
}

/// A character of a class: a letter or digit where there is one.
fn member(class: &Class, choice: &mut Choice) -> Option<char> {
    let Class::Unicode(class) = class else {
        return None;
    };
    let within = |low: char, high: char| {
        class.ranges().iter().find_map(move |range| {
            let (start, end) = (range.start().max(low), range.end().min(high));
            (start <= end).then_some((start, end))
        })
    };
    let readable = [('a', 'z'), ('A', 'Z'), ('0', '9'), ('!', '~'), (' ', ' ')];
    let (start, end) = readable
        .into_iter()
        .find_map(|(low, high)| within(low, high))
        .or_else(|| within('\0', char::MAX))?;
    let offset = choice.below(u64::from(end as u32 - start as u32) + 1);
    char::from_u32(start as u32 + u32::try_from(offset).ok()?).or(Some(start))
}
