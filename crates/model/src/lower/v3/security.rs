//! What is demanded to be let in: references to schemes.

use crate::contract::{Part, RequiredScheme, SecurityRequirement};
use crate::lower::Lowering;
use crate::lower::layers::Layers;

impl<'s> Lowering<'s> {
    /// The ways to be let in that the list `security` of an element names.
    pub(super) fn security_of_3(&mut self, element: &Layers<'s>) -> Vec<SecurityRequirement> {
        let items = self.reader.listed(Part::Security, element.get("security"));
        let items = items.into_iter();
        items
            .filter_map(|item| {
                let value = self.reader.part(Part::Security, item)?;
                let scheme = self.security_scheme(value);
                // Who demands a scheme that is broken demands something that nobody knows.
                let scheme = self.reader.or_leave_out(scheme, Part::Security, item)?;
                let scopes = self.security_schemes[scheme].scopes.clone();
                Some(SecurityRequirement {
                    location: item.location(),
                    schemes: vec![RequiredScheme { scheme, scopes }],
                })
            })
            .collect()
    }
}
