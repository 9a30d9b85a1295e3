//! What is demanded to be let in: references to schemes.

use tidings_syntax::Value;

use crate::contract::{RequiredScheme, SecurityRequirement};
use crate::lower::Lowering;
use crate::lower::layers::Layers;

impl<'s> Lowering<'s> {
    /// The ways to be let in that the list `security` of an element names.
    pub(super) fn security_of_3(&mut self, element: &Layers<'s>) -> Vec<SecurityRequirement> {
        let items = element.get("security").into_iter().flat_map(Value::items);
        items
            .filter_map(|item| {
                let value = self.reader.object(item)?;
                let scheme = self.security_scheme(value)?;
                let scopes = self.security_schemes[scheme].scopes.clone();
                Some(SecurityRequirement {
                    location: item.location(),
                    schemes: vec![RequiredScheme { scheme, scopes }],
                })
            })
            .collect()
    }
}
