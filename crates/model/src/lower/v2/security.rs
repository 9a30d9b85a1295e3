//! What is demanded to be let in: names of schemes with the scopes that are needed.

use tidings_syntax::Value;

use crate::contract::{Part, RequiredScheme, SecurityRequirement};
use crate::lower::Lowering;
use crate::lower::layers::Layers;
use crate::lower::security::scopes;

impl<'s> Lowering<'s> {
    /// The ways to be let in that the list `security` of an element names (AsyncAPI 2.6, "Security Requirement Object").
    pub(super) fn security_of_2(
        &mut self,
        root: Value<'s>,
        element: &Layers<'s>,
    ) -> Vec<SecurityRequirement> {
        let schemes = self.reader.components(root, "securitySchemes");
        let items = self.reader.listed(Part::Security, element.get("security"));
        let items = items.into_iter();
        items
            .map(|item| {
                let demanded = item.entries().filter_map(|entry| {
                    let scheme = schemes.and_then(|schemes| schemes.get(entry.key));
                    let scheme = scheme.and_then(|scheme| self.reader.object(scheme));
                    let scheme = scheme.and_then(|scheme| self.security_scheme(scheme));
                    Some(RequiredScheme {
                        scheme: self
                            .reader
                            .or_leave_out(scheme, Part::Security, entry.value)?,
                        scopes: scopes(entry.value),
                    })
                });
                SecurityRequirement {
                    schemes: demanded.collect(),
                    location: item.location(),
                }
            })
            .collect()
    }
}
