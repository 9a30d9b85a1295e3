//! Choices between objects that a property tells apart: elements that may have what any of them has.

use tidings_diag::Location;
use tidings_schema::{Type, TypeSet};

use super::{XmlContent, XmlElements, XmlNode, XmlProperty};
use crate::ir::merged::Merged;
use crate::ir::union::Branch;

/// A property that two alternatives describe, and where their choice stands.
pub(super) struct Twofold {
    one: XmlProperty,
    other: XmlProperty,
    location: Location,
}

impl XmlElements<'_, '_> {
    /// What is in an element whose value is one of several objects.
    ///
    /// The document is read before anybody asks which of them it is, so it is read as an object of all of their
    /// properties, and each of these has to be written alike wherever it stands.
    pub(super) fn choice(&mut self, merged: &Merged) -> XmlContent {
        let location = &merged.location;
        let is_object = |branch: &Branch| {
            let is_object = branch.merged.types() == Some(TypeSet::only(Type::Object));
            is_object && branch.merged.choices.is_empty()
        };
        let branches = match &merged.choices[..] {
            [choice] => {
                let branches = self.builder.branches(merged, choice);
                let is_told =
                    branches.iter().all(is_object) && self.builder.tag(choice, &branches).is_some();
                is_told.then_some(branches)
            }
            _ => None,
        };
        let Some(branches) = branches else {
            return self.refuse(
                location,
                "a choice has no form in XML, except between objects that a property tells apart",
            );
        };
        let objects = branches
            .iter()
            .map(|branch| self.properties(&branch.merged));
        let objects: Vec<(Vec<XmlProperty>, Option<usize>)> = objects.collect();
        let mut properties: Vec<XmlProperty> = Vec::new();
        for property in objects.iter().flat_map(|(properties, _)| properties) {
            match properties.iter().find(|known| known.key == property.key) {
                None => properties.push(property.clone()),
                Some(known) => self.twofold.push(Twofold {
                    one: known.clone(),
                    other: property.clone(),
                    location: location.clone(),
                }),
            }
        }
        for property in &mut properties {
            let in_each = |is: &dyn Fn(&XmlProperty) -> bool| {
                let mut objects = objects.iter();
                objects.all(|(own, _)| own.iter().any(|one| one.key == property.key && is(one)))
            };
            let is_shared = in_each(&|_| true);
            property.required = in_each(&|one| one.required);
            if property.node == XmlNode::Text && !is_shared {
                let why = format!("`{}` is the text of some alternatives only", property.key);
                self.refuse(location, &why);
            }
        }
        self.refuse_twice(&properties, location);
        let mut others = objects.iter().map(|(_, others)| *others);
        let first = others.next().flatten();
        if others.any(|other| other != first) {
            self.refuse(
                location,
                "alternatives with different `additionalProperties` have no form in XML",
            );
        }
        XmlContent::Object(properties, first)
    }

    /// Refuses properties that alternatives write in different ways, once all elements are read.
    pub(super) fn refuse_twofold(&mut self) {
        for Twofold {
            one,
            other,
            location,
        } in std::mem::take(&mut self.twofold)
        {
            let is_alike = self.elements[one.element] == self.elements[other.element];
            if one.node != other.node || !is_alike {
                let why = format!(
                    "the alternatives write the property `{}` in different ways",
                    one.key
                );
                self.refuse(&location, &why);
            }
        }
    }
}
