//! What of several sections is kept where there is no room for all: the worst of every one first.

use tidings_diff::Impact;

use crate::analysis::counted;

/// What an entry is about; what is kept first stands first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Rank {
    /// What is wrong besides the changes.
    Remark,
    Breaking,
    Unknown,
    Risky,
    /// It still breaks whoever does not know of it.
    Accepted,
    Compatible,
    Annotation,
    /// Which element was taken for which.
    Matched,
}

/// Lines of a section that are kept or left out together.
pub(super) struct Entry {
    rank: Rank,
    /// How many things it tells.
    count: usize,
    text: String,
}

/// Lines below a heading.
pub(super) struct Section {
    /// What stands before the entries.
    pub(super) opening: String,
    /// In the order in which they are shown.
    pub(super) entries: Vec<Entry>,
    /// What is said behind the entries in any case.
    pub(super) always: String,
    pub(super) closing: &'static str,
}

/// A section, and which of its entries are kept.
pub(super) struct Kept {
    section: Section,
    is_kept: Vec<bool>,
}

impl Rank {
    const ALL: [Self; 8] = [
        Self::Remark,
        Self::Breaking,
        Self::Unknown,
        Self::Risky,
        Self::Accepted,
        Self::Compatible,
        Self::Annotation,
        Self::Matched,
    ];

    /// That of a change that was not accepted.
    pub(super) fn of(impact: Impact) -> Self {
        match impact {
            Impact::Breaking => Self::Breaking,
            Impact::Unknown => Self::Unknown,
            Impact::Risky => Self::Risky,
            Impact::Compatible => Self::Compatible,
            Impact::Annotation => Self::Annotation,
        }
    }

    /// So many of them, in words.
    fn counted(self, count: usize) -> String {
        match self {
            Self::Remark => counted(count, "remark"),
            Self::Breaking => format!("{count} breaking"),
            Self::Unknown => format!("{count} unknown"),
            Self::Risky => format!("{count} risky"),
            Self::Accepted => format!("{count} accepted"),
            Self::Compatible => format!("{count} compatible"),
            Self::Annotation => counted(count, "annotation"),
            Self::Matched => counted(count, "matched pair"),
        }
    }
}

impl Entry {
    /// Lines that tell one thing.
    pub(super) fn new(rank: Rank, text: String) -> Self {
        Self::of_several(rank, 1, text)
    }

    /// Lines that tell `count` things.
    pub(super) fn of_several(rank: Rank, count: usize, text: String) -> Self {
        Self { rank, count, text }
    }

    pub(super) fn text(&self) -> &str {
        &self.text
    }
}

impl Section {
    /// What it takes without its entries, however many are left out.
    fn least(&self) -> usize {
        let note = note(self.entries.iter());
        self.opening.len() + note.len() + self.always.len() + self.closing.len()
    }

    /// The worst that it tells.
    fn worst(&self) -> Option<Rank> {
        self.entries.iter().map(|entry| entry.rank).min()
    }
}

impl Kept {
    /// How many of its entries are left out.
    pub(super) fn left_out(&self) -> usize {
        self.dropped().map(|entry| entry.count).sum()
    }

    /// The section, with what it leaves out counted.
    pub(super) fn text(&self) -> String {
        let Section {
            opening,
            entries,
            always,
            closing,
        } = &self.section;
        let kept = entries.iter().zip(&self.is_kept);
        let kept = kept.filter_map(|(entry, is_kept)| is_kept.then_some(&*entry.text));
        let kept: String = kept.collect();
        format!("{opening}{kept}{}{always}{closing}", note(self.dropped()))
    }

    fn dropped(&self) -> impl Iterator<Item = &Entry> {
        let entries = self.section.entries.iter().zip(&self.is_kept);
        entries.filter_map(|(entry, is_kept)| (!is_kept).then_some(entry))
    }
}

/// Which of `entries` fit into `room` bytes, where the worst come first.
pub(super) fn worst(entries: &[Entry], mut room: usize) -> Vec<bool> {
    let mut order: Vec<usize> = (0..entries.len()).collect();
    order.sort_by_key(|index| entries[*index].rank);
    let mut are_kept = vec![false; entries.len()];
    for index in order {
        let Some(rest) = room.checked_sub(entries[index].text.len()) else {
            break;
        };
        room = rest;
        are_kept[index] = true;
    }
    are_kept
}

/// What fits into `room` bytes of `sections`; `None` for a section of which nothing does.
///
/// What stands in a section in any case takes half of the room at most, beyond which the mildest sections are left out.
/// Then the worst entries of all sections are kept, one of each section in turn, and nothing milder where one of them is
/// left out.
pub(super) fn kept(sections: Vec<Section>, room: usize) -> Vec<Option<Kept>> {
    let mut order: Vec<usize> = (0..sections.len()).collect();
    order.sort_by_key(|index| sections[*index].worst().unwrap_or(Rank::Matched));
    let all: usize = sections.iter().map(Section::least).sum();
    let everything = sections.iter().flat_map(|section| &section.entries);
    let everything: usize = everything.map(|entry| entry.text.len()).sum();
    let mut free = match all + everything <= room {
        true => room,
        false => room / 2,
    };
    let mut is_there = vec![false; sections.len()];
    for index in order {
        let least = sections[index].least();
        if least > free {
            break;
        }
        free -= least;
        is_there[index] = true;
    }
    if all + everything > room {
        free += room - room / 2;
    }
    let mut kept: Vec<Option<Kept>> = sections
        .into_iter()
        .zip(is_there)
        .map(|(section, is_there)| {
            let is_kept = vec![false; section.entries.len()];
            is_there.then_some(Kept { section, is_kept })
        })
        .collect();
    for rank in Rank::ALL {
        if !fill(&mut kept, rank, &mut free) {
            break;
        }
    }
    kept
}

/// Keeps entries of `rank` while they are not longer than what is `free`; says whether all of them are kept.
fn fill(sections: &mut [Option<Kept>], rank: Rank, free: &mut usize) -> bool {
    let of_rank = |kept: &Kept| {
        let entries = kept.section.entries.iter().enumerate();
        let entries = entries.filter(|(_, entry)| entry.rank == rank);
        entries.map(|(index, _)| index).collect::<Vec<_>>()
    };
    let mut waiting: Vec<_> = sections
        .iter_mut()
        .flatten()
        .map(|kept| (of_rank(kept).into_iter(), kept))
        .collect();
    let mut are_all_kept = true;
    while !waiting.is_empty() {
        waiting.retain_mut(|(entries, kept)| {
            let Some(index) = entries.next() else {
                return false;
            };
            let needed = kept.section.entries[index].text.len();
            match free.checked_sub(needed) {
                Some(rest) => {
                    *free = rest;
                    kept.is_kept[index] = true;
                }
                None => are_all_kept = false,
            }
            true
        });
    }
    are_all_kept
}

/// How many of each kind are left out; nothing where none is.
fn note<'e>(dropped: impl Iterator<Item = &'e Entry>) -> String {
    let mut counts = [0; Rank::ALL.len()];
    for entry in dropped {
        counts[entry.rank as usize] += entry.count;
    }
    let counts = Rank::ALL.into_iter().zip(counts);
    let counts = counts.filter(|(_, count)| *count > 0);
    let counts: Vec<String> = counts.map(|(rank, count)| rank.counted(count)).collect();
    match counts.is_empty() {
        true => String::new(),
        false => format!("- Without room here: {}\n", counts.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn section(name: &str, entries: &[(Rank, usize)]) -> Section {
        let entries = entries.iter();
        let entries = entries.map(|(rank, length)| Entry::new(*rank, "x".repeat(*length) + "\n"));
        Section {
            opening: format!("{name}\n"),
            entries: entries.collect(),
            always: "order\n".to_owned(),
            closing: "\n",
        }
    }

    #[test]
    fn the_worst_of_all_sections_is_kept_and_the_rest_is_counted() {
        let mild = [(Rank::Compatible, 40); 20];
        let both: Vec<(Rank, usize)> = [(Rank::Breaking, 40); 5].into_iter().chain(mild).collect();
        let sections = ["one", "two", "three"].map(|name| section(name, &both));
        let room = 1_400;
        let kept = kept(sections.into(), room);
        let texts: Vec<String> = kept.iter().flatten().map(Kept::text).collect();
        assert!(texts.iter().map(String::len).sum::<usize>() <= room);
        let lines = texts.iter().map(|text| text.matches('x').count() / 40);
        let lines: Vec<usize> = lines.collect();
        assert!(lines.iter().all(|lines| *lines >= 5), "{lines:?}");
        assert!(lines[0] - lines[2] <= 1, "{lines:?}");
        for text in &texts {
            assert!(text.contains("- Without room here: "), "{text}");
            assert!(!text.contains("breaking"), "{text}");
            assert!(text.ends_with("order\n\n"), "{text}");
        }
    }

    #[test]
    fn nothing_milder_is_kept_beside_what_is_left_out() {
        let entries = [(Rank::Breaking, 900), (Rank::Compatible, 10)];
        let kept = kept(vec![section("one", &entries)], 500);
        let [Some(one)] = kept.as_slice() else {
            panic!("a section");
        };
        assert_eq!(one.left_out(), 2);
        assert_eq!(
            one.text(),
            "one\n- Without room here: 1 breaking, 1 compatible\norder\n\n"
        );
    }

    #[test]
    fn of_too_many_sections_the_worst_are_kept() {
        let rank = |index| match index {
            70.. => Rank::Breaking,
            _ => Rank::Compatible,
        };
        let sections = (0..80).map(|index| section("one", &[(rank(index), 10)]));
        let kept = kept(sections.collect(), 2_000);
        let count = |kept: &[Option<Kept>]| kept.iter().flatten().count();
        assert_eq!(count(&kept[70..]), 10);
        assert!(count(&kept) < 80);
    }
}
