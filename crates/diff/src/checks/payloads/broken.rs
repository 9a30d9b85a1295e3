//! Parts of schemas that are broken, and what is unknown because of them.

use tidings_schema::SchemaId;

use super::super::explained::{Explained, attribute};
use super::super::schema_places::SchemaPlace;
use super::super::unread::{advised, described, remedy};
use super::super::values::doubt_together;
use super::super::{Check, Found, part_left_out};
use crate::judge::{Judge, Ruling, Rulings};
use crate::schema::{Difference, Kind};
use crate::{Answer, Answers, Version};

impl SchemaPlace<'_> {
    /// The parts that are broken in one version only, and those because of which it is unknown what a difference means.
    pub(super) fn broken(
        &self,
        (base, revision): (SchemaId, SchemaId),
        differences: &[Difference],
        rulings: &Rulings,
        judge: &Judge<'_>,
    ) -> Vec<(&'static Check, Found)> {
        let answer = |ruling: &Ruling| match ruling.is_broken() {
            true => Answer::Unknown,
            false => Answer::Yes,
        };
        let answers = Answers {
            backward: answer(&rulings.backward),
            forward: answer(&rulings.forward),
        };
        let is_unknown = answers != Answers::UNTOUCHED;
        let parts = judge.broken_parts(base, revision).into_iter();
        let found = parts.filter_map(|(version, unread)| {
            let place = Some(&unread.location);
            let mut differences = differences.iter();
            let difference = differences.find(|one| match one.kind {
                Kind::Broken(Version::Base) => one.base.as_ref() == place,
                _ => one.revision.as_ref() == place,
            });
            let described = described(judge.contract(version), unread, version);
            let facts = part_left_out::broken_in(version, &unread.name);
            let mut found = match (is_unknown, difference) {
                (true, _) => self
                    .found(answers, facts, described)
                    .because_of(&self.called),
                (false, Some(_)) => Found::annotation(self.element, facts, described),
                (false, None) => return None,
            };
            found = advised(found.left_out(&unread.location, version), remedy(unread));
            if let Some(difference) = difference {
                found.base.clone_from(&difference.base);
                found.revision.clone_from(&difference.revision);
            }
            Some((&part_left_out::CHECK, found))
        });
        found.collect()
    }

    /// Marks the differences that may lose values, where it is unknown because of a broken part what is lost: those of
    /// which it says for which values they count, and those that would lose some if that part demanded nothing.
    pub(super) fn doubts(
        &self,
        roots: (SchemaId, SchemaId),
        rulings: &Rulings,
        explained: &mut [Explained],
        judge: &Judge<'_>,
    ) {
        for (direction, ruling) in [&rulings.backward, &rulings.forward]
            .into_iter()
            .enumerate()
        {
            if explained.is_empty() || !ruling.is_broken() {
                continue;
            }
            for one in explained.iter_mut().filter(|it| it.difference.is_open) {
                one.is_doubtful[direction] = true;
            }
            let Ruling::No(losses) = judge.schemas_as_read(roots, direction, self.part) else {
                continue;
            };
            for loss in &losses.found {
                attribute(loss, direction, explained, judge.graphs());
            }
            for one in explained.iter_mut() {
                let is_lossy = !std::mem::take(&mut one.losses[direction]).is_empty();
                one.is_doubtful[direction] |= is_lossy;
            }
            doubt_together(explained, direction);
        }
    }
}
