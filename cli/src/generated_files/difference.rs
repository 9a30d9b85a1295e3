//! What differs between a file and what is generated now, as a unified diff that ends before nobody reads it.

use similar::{Algorithm, DiffOp, DiffTag, capture_diff_slices, group_diff_ops};

use crate::analysis::counted;

/// Equal lines that are shown around others.
const CONTEXT: usize = 3;

/// Lines of a difference that are shown.
const SHOWN: usize = 60;

/// Lines from the first difference on that are compared, so that large files cost no more than small ones.
const COMPARED: usize = 2_000;

/// Characters of a line that are shown.
const LONGEST: usize = 200;

/// What has to change in `present`, the text at `path`, to become `generated`.
pub(super) fn unified(path: &str, present: &str, generated: &str) -> String {
    let (old, new): (Vec<&str>, Vec<&str>) =
        (present.lines().collect(), generated.lines().collect());
    let equal = old.iter().zip(&new).take_while(|(old, new)| old == new);
    let first = equal.count().saturating_sub(CONTEXT);
    let part = |lines: &[&'_ str]| lines.len().min(first + COMPARED);
    let (old_part, new_part) = (&old[first..part(&old)], &new[first..part(&new)]);
    let operations = capture_diff_slices(Algorithm::Myers, old_part, new_part);
    let mut lines = vec![
        format!("--- {path}"),
        format!("+++ {path} as it is generated now"),
    ];
    let hunks = group_diff_ops(operations, CONTEXT);
    for hunk in &hunks {
        lines.push(header(hunk, first));
        for operation in hunk {
            let (tag, old, new) = operation.as_tag_tuple();
            if tag == DiffTag::Equal {
                lines.extend(marked(' ', &old_part[old]));
            } else {
                lines.extend(marked('-', &old_part[old]));
                lines.extend(marked('+', &new_part[new]));
            }
        }
    }
    let is_part = part(&old) < old.len() || part(&new) < new.len();
    let more = lines.len().saturating_sub(SHOWN);
    lines.truncate(SHOWN);
    lines.extend(rest(more, is_part));
    lines.join("\n") + "\n"
}

/// What is said of the lines that are not shown: `more` of the difference, and those behind them where only a part of the
/// files was compared.
fn rest(more: usize, is_part: bool) -> Option<String> {
    let lines = counted(more, "more line");
    match (more, is_part) {
        (0, false) => None,
        (0, true) => Some("\\ what follows was not compared".to_owned()),
        (_, false) => Some(format!("\\ {lines} of this difference")),
        (_, true) => Some(format!("\\ at least {lines} of this difference")),
    }
}

/// `@@ -7,5 +7,6 @@`, with line numbers from one on.
fn header(hunk: &[DiffOp], first: usize) -> String {
    let range = |ranges: Vec<std::ops::Range<usize>>| {
        let start = ranges.first().map_or(0, |range| range.start);
        let end = ranges.last().map_or(start, |range| range.end);
        // An empty range names the line before it.
        let line = first + start + usize::from(end > start);
        format!("{line},{}", end - start)
    };
    let old = range(hunk.iter().map(DiffOp::old_range).collect());
    let new = range(hunk.iter().map(DiffOp::new_range).collect());
    format!("@@ -{old} +{new} @@")
}

fn marked<'l>(mark: char, lines: &'l [&str]) -> impl Iterator<Item = String> + 'l {
    lines.iter().map(move |line| {
        let mut characters = line.chars();
        let shown: String = characters.by_ref().take(LONGEST).collect();
        let cut = if characters.next().is_some() {
            "…"
        } else {
            ""
        };
        format!("{mark}{shown}{cut}")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The difference of two texts without the names of the files; commas stand for line breaks.
    #[track_caller]
    fn check(present: &str, generated: &str, expected: &[&str]) {
        let text = |lines: &str| lines.replace(',', "\n");
        let difference = unified("a.rs", &text(present), &text(generated));
        let lines: Vec<&str> = difference.lines().skip(2).collect();
        assert_eq!(lines, expected);
    }

    #[test]
    fn lines_stand_between_their_neighbours() {
        check(
            "1,2,3,4,5,6,7,8,9",
            "1,2,3,4,5,six,7,8,9",
            &[
                "@@ -3,7 +3,7 @@",
                " 3",
                " 4",
                " 5",
                "-6",
                "+six",
                " 7",
                " 8",
                " 9",
            ],
        );
        check("", "1", &["@@ -0,0 +1,1 @@", "+1"]);
        check("1,2", "1", &["@@ -1,2 +1,1 @@", " 1", "-2"]);
    }

    #[test]
    fn differences_far_apart_are_hunks_of_their_own() {
        check(
            "a,2,3,4,5,6,7,8,9,10,b",
            "A,2,3,4,5,6,7,8,9,10,B",
            &[
                "@@ -1,4 +1,4 @@",
                "-a",
                "+A",
                " 2",
                " 3",
                " 4",
                "@@ -8,4 +8,4 @@",
                " 8",
                " 9",
                " 10",
                "-b",
                "+B",
            ],
        );
    }

    #[test]
    fn what_nobody_reads_is_counted() {
        let numbers = |from: usize, to: usize| {
            let lines: Vec<String> = (from..to).map(|number| number.to_string()).collect();
            lines.join("\n")
        };
        let last = |present: String, generated: String| {
            let difference = unified("a.rs", &present, &generated);
            assert_eq!(difference.lines().count(), SHOWN + 1);
            difference.lines().last().expect("lines").to_owned()
        };
        assert_eq!(
            last(numbers(0, 50), numbers(50, 100)),
            "\\ 43 more lines of this difference"
        );
        let far = last(numbers(0, 9_000), numbers(9_000, 20_000));
        assert_eq!(far, "\\ at least 3943 more lines of this difference");
    }

    #[test]
    fn what_is_said_of_the_rest_is_true() {
        let rest = |more, is_part| rest(more, is_part).unwrap_or_default();
        assert_eq!(rest(0, false), "");
        assert_eq!(rest(1, false), "\\ 1 more line of this difference");
        assert_eq!(rest(0, true), "\\ what follows was not compared");
        let numbers: Vec<String> = (0..9_000).map(|number| number.to_string()).collect();
        let (present, generated) = (numbers.join("\n"), numbers[1..].join("\n"));
        let difference = unified("a.rs", &present, &generated);
        assert!(!difference.contains(" 0 more"), "{difference}");
    }

    #[test]
    fn a_long_line_is_cut() {
        let long = "x".repeat(LONGEST + 1);
        let difference = unified("a.rs", "", &long);
        assert!(difference.ends_with("x…\n"), "{difference}");
    }
}
