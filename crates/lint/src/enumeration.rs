//! Parameters of addresses and variables of servers, which both list the values they may have.

use tidings_diag::{Applicability, Finding, RuleMeta, nearest};
use tidings_model::Contract;
use tidings_model::contract::{ElementId, Origin};
use tidings_syntax::Value;

use crate::mend::replaced;
use crate::place::listed;
use crate::rule::Section;

/// A parameter or a server variable.
pub(crate) struct Placeholder<'c> {
    /// Its name.
    pub(crate) name: &'c str,
    /// Position.
    pub(crate) origin: &'c Origin,
    values: &'c [String],
    element: &'c ElementId,
    /// The section that describes it.
    section: String,
}

/// Every parameter and every server variable of `contract`.
pub(crate) fn placeholders(contract: &Contract) -> impl Iterator<Item = Placeholder<'_>> {
    let parameters = contract.channels.iter().flat_map(|channel| {
        let parameters = channel.parameters.iter();
        parameters.map(|parameter| Placeholder {
            name: &parameter.name,
            origin: &parameter.origin,
            values: &parameter.values,
            element: &channel.element,
            section: Section::of("Parameter Object").cited(&contract.asyncapi),
        })
    });
    let variables = contract.servers.iter().flat_map(|server| {
        let variables = server.variables.iter();
        variables.map(|variable| Placeholder {
            name: &variable.name,
            origin: &variable.origin,
            values: &variable.values,
            element: &server.element,
            section: Section::of("Server Variable Object").cited(&contract.asyncapi),
        })
    });
    parameters.chain(variables)
}

impl Placeholder<'_> {
    /// The finding of `rule` that `value`, which is its `what`, is none of the values it may have.
    pub(crate) fn refused(
        &self,
        rule: &'static RuleMeta,
        what: &str,
        value: Value<'_>,
    ) -> Option<Finding> {
        let text = value.as_str()?;
        if self.values.is_empty() || self.values.iter().any(|allowed| allowed == text) {
            return None;
        }
        let allowed: Vec<&str> = self.values.iter().map(String::as_str).collect();
        let near = nearest(text, allowed.iter().copied());
        let help = match near {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("allowed are {}", listed(&allowed)),
        };
        let message = format!(
            "the {what} `{text}` of `{}` is not in its `enum`",
            self.name
        );
        let mut finding = Finding::new(rule, value.location(), message)
            .with_help(help)
            .with_section(self.section.clone())
            .with_element(self.element.as_str())
            .with_detail(format!("{} {text}", self.name));
        finding.fix = near.and_then(|near| replaced(value, text, near, Applicability::Unsafe));
        Some(finding)
    }
}
