//! What became of the values of one list: each is judged by itself, because something else may forbid some of them, and
//! those that mean the same are told together.

use std::mem::{discriminant, take};

use tidings_diag::listed;
use tidings_schema::Literal;

use super::Told;
use super::explained::Explained;
use crate::Answers;
use crate::judge::{Loss, Of};
use crate::schema::Graphs;

/// How many values are spelled out.
const SHOWN: usize = 5;

impl Told {
    /// What became of `values`, which `words` makes of them as a subject and of the verb that it has, "is" or "are".
    ///
    /// The first are spelled out; another list of values is another change all the same, in whatever order they stand.
    pub(super) fn of_values(
        values: &[Literal],
        words: impl Fn(&str, &str) -> String,
    ) -> Option<Self> {
        let told = |named: &str| match values {
            [_] => words(&format!("the value {named}"), "is"),
            _ => words(&format!("the values {named}"), "are"),
        };
        let shown = values.iter().take(SHOWN);
        let shown: Vec<String> = shown.map(|value| format!("`{value}`")).collect();
        let named = match values.len() - shown.len() {
            0 => listed(&shown, "and"),
            rest => format!("{} and {rest} more", shown.join(", ")),
        };
        let all = values.iter().map(|value| format!("`{}`", value.in_order()));
        let mut all: Vec<String> = all.collect();
        all.sort();
        Some(Self {
            identity: told(&all.join(", ")),
            values: values.to_vec(),
            ..Self::new(told(&named))?
        })
    }
}

impl Explained {
    /// The same of each value by itself, where it is about several of one list.
    pub(super) fn apart(mut self) -> Vec<Self> {
        let Some([_, _, ..]) = self.difference.kind.values() else {
            return vec![self];
        };
        let values = self.difference.kind.values_mut().map(take);
        let alone = values.into_iter().flatten().filter_map(|value| {
            let mut difference = self.difference.clone();
            difference.kind.values_mut()?.push(value);
            Self::of(difference)
        });
        alone.collect()
    }

    /// Which values it is about.
    pub(super) fn subject(&self) -> Of {
        match (
            self.difference.is_of_branch(),
            self.difference.kind.values(),
        ) {
            (false, _) => Of::All,
            (true, None) => Of::Branch,
            (true, Some(_)) => Of::ValuesInBranch,
        }
    }

    /// Whether both are about values of one list, which are allowed now or no more.
    fn is_of_list_of(&self, other: &Self) -> bool {
        let (one, other) = (&self.difference, &other.difference);
        let are_values = one.kind.values().is_some() && other.kind.values().is_some();
        are_values
            && discriminant(&one.kind) == discriminant(&other.kind)
            && (&one.path, one.way()) == (&other.path, other.way())
            && (&one.base, &one.revision) == (&other.base, &other.revision)
    }

    /// Takes over the values of `other`, which are of the same list, with what is known of them.
    fn join(&mut self, mut other: Self) {
        let others = other.difference.kind.values_mut().map(take);
        if let Some(values) = self.difference.kind.values_mut() {
            values.extend(others.into_iter().flatten());
        }
        for (own, others) in self.losses.iter_mut().zip(other.losses) {
            own.extend(others);
        }
    }
}

/// Puts those of the values of one list together that mean the same, and of which that is known in the same way.
pub(super) fn together(
    judged: impl IntoIterator<Item = (Explained, Answers)>,
) -> Vec<(Explained, Answers)> {
    let mut all: Vec<(Explained, Answers)> = Vec::new();
    for (one, answers) in judged {
        let mut known = all.iter_mut();
        let same = known.find(|(other, known)| {
            *known == answers && other.is_lossy == one.is_lossy && other.is_of_list_of(&one)
        });
        match same {
            Some((other, _)) => other.join(one),
            None => all.push((one, answers)),
        }
    }
    for (one, _) in &mut all {
        if let (Some([_, _, ..]), Some(told)) = (
            one.difference.kind.values(),
            one.check.explain(&one.difference),
        ) {
            one.told = told;
        }
    }
    all
}

/// Finds losses for single values of a list that have none, because a list is one reason however many values it lost: each
/// is put where a loss of another one stands, and `shown` says whether that is lost too; it may be for another reason.
pub(super) fn other_values(
    explained: &mut [Explained],
    graphs: Graphs<'_>,
    mut shown: impl FnMut(usize, &Literal) -> Option<Loss>,
) {
    for direction in 0..2 {
        let models = explained.iter().filter_map(|one| {
            one.difference.kind.values()?;
            let model = one.losses[direction].first()?;
            Some((one.difference.path.clone(), model.clone()))
        });
        let models: Vec<(String, Loss)> = models.collect();
        for one in explained.iter_mut() {
            let Some([value]) = one.difference.kind.values() else {
                continue;
            };
            let model = models.iter().find(|(path, _)| *path == one.difference.path);
            if let (Some((_, model)), []) = (model, &*one.losses[direction]) {
                let mut instance = model.witness.instance.clone();
                if let Some(place) = instance.at_mut(&model.pointer) {
                    *place = value.clone();
                }
                let shown = shown(direction, &instance);
                let shown = shown.filter(|loss| one.fit(loss, direction, graphs).is_some());
                one.losses[direction].extend(shown);
            }
        }
    }
}

/// The values of the list at the place of `explained[index]` that are not known to be lost in one direction.
pub(super) fn silent_values(
    explained: &[Explained],
    index: usize,
    direction: usize,
) -> Vec<Literal> {
    let place = &explained[index].difference;
    let there = explained.iter().filter(|one| {
        let other = &one.difference;
        (&other.base_schemas, &other.revision_schemas)
            == (&place.base_schemas, &place.revision_schemas)
            && one.losses[direction].is_empty()
            && !one.is_lossy[direction]
    });
    let values = there.filter_map(|one| one.difference.kind.values());
    values.flatten().cloned().collect()
}

/// Takes what is doubtful of one value of a list, in one direction, for doubtful of all of them: a list is one reason, and
/// only one of its values was asked about.
pub(super) fn doubt_together(explained: &mut [Explained], direction: usize) {
    for index in 0..explained.len() {
        if !explained[index].is_doubtful[direction] {
            let list = explained.iter().filter(|one| one.is_doubtful[direction]);
            let mut list = list.filter(|one| one.is_of_list_of(&explained[index]));
            explained[index].is_doubtful[direction] = list.next().is_some();
        }
    }
}
