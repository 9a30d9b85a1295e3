use tidings_diag::{Finding, nearest};
use tidings_model::Contract;
use tidings_model::contract::placeholders;
use tidings_source::Sources;

use crate::place::{field_at, templates};
use crate::rule::{Section, rule};

rule! {
    /// The host or path of a server has a `{variable}` that the server's `variables` do not declare.
    ///
    /// ## Why it matters
    ///
    /// The values of a server's `variables` take the place of the braces in `host` and `pathname`
    /// (AsyncAPI 3.0, Server Object); without the declaration there is nothing to put there.
    ///
    /// ```yaml bad
    /// asyncapi: 3.0.0
    /// info: { title: Lights, version: 1.0.0 }
    /// servers:
    ///   production:
    ///     host: "{region}.example.org"
    ///     pathname: /v1
    ///     protocol: mqtt
    /// ```
    ///
    /// ```yaml good
    /// asyncapi: 3.0.0
    /// info: { title: Lights, version: 1.0.0 }
    /// servers:
    ///   production:
    ///     host: "{region}.example.org"
    ///     pathname: /v1
    ///     protocol: mqtt
    ///     variables:
    ///       region: { enum: [eu, us], default: eu }
    /// ```
    "server-variable-undeclared", "C016", Error,
    "the host or path of a server has a variable that the server does not declare",
    Section::of("Server Object"),
    check
}

fn check(contract: &Contract, sources: &Sources) -> Vec<Finding> {
    let mut findings = Vec::new();
    for server in contract.servers.iter() {
        let location = &server.origin.location;
        let declared: Vec<&str> = field_at(sources, location, "variables")
            .into_iter()
            .flat_map(|variables| variables.value.entries())
            .map(|variable| variable.key)
            .collect();
        for template in templates(sources, server) {
            for name in placeholders(template.text) {
                if declared.contains(&name) {
                    continue;
                }
                let place = template.part(&format!("{{{name}}}"));
                let field = template.name;
                let message = format!("the variable `{name}` of this `{field}` is not declared");
                let help = match nearest(name, declared.iter().copied()) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => format!("add `{name}` to the server's `variables`"),
                };
                findings.push(
                    Finding::new(&RULE.meta, place, message)
                        .with_help(help)
                        .with_element(server.element.as_str())
                        .with_detail(name),
                );
            }
        }
    }
    findings
}
