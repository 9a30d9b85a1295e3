use tidings_diag::Finding;
use tidings_model::Contract;
use tidings_model::contract::placeholders;
use tidings_source::Sources;
use tidings_syntax::Entry;

use crate::misspelt::is_meant_by;
use crate::place::{field_at, templates};
use crate::rule::{Section, rule};

rule! {
    /// A server declares a variable that its host and path do not have.
    ///
    /// ## Why it matters
    ///
    /// A variable is there for the substitution in `host` and `pathname` (AsyncAPI 3.0, Server Object).
    /// Where it stands in neither, the variable is a leftover.
    /// One that `server-variable-undeclared` takes for the right spelling of what stands there has no finding of its own.
    ///
    /// ```yaml bad
    /// asyncapi: 3.0.0
    /// info: { title: Lights, version: 1.0.0 }
    /// servers:
    ///   production:
    ///     host: example.org
    ///     protocol: mqtt
    ///     variables:
    ///       region: { enum: [eu, us], default: eu }
    /// ```
    ///
    /// ```yaml good
    /// asyncapi: 3.0.0
    /// info: { title: Lights, version: 1.0.0 }
    /// servers:
    ///   production:
    ///     host: "{region}.example.org"
    ///     protocol: mqtt
    ///     variables:
    ///       region: { enum: [eu, us], default: eu }
    /// ```
    "server-variable-unused", "C025", Warning,
    "a server declares a variable that its host and path do not have",
    Section::of("Server Object"),
    check
}

fn check(contract: &Contract, sources: &Sources) -> Vec<Finding> {
    let mut findings = Vec::new();
    for server in contract.servers.iter() {
        let templates = templates(sources, server);
        let used: Vec<&str> = templates
            .iter()
            .flat_map(|template| placeholders(template.text))
            .collect();
        let variables = field_at(sources, &server.origin.location, "variables");
        let variables: Vec<Entry<'_>> = variables
            .into_iter()
            .flat_map(|variables| variables.value.entries())
            .collect();
        let declared: Vec<&str> = variables.iter().map(|variable| variable.key).collect();
        for variable in &variables {
            let name = variable.key;
            if used.contains(&name) || is_meant_by(name, &used, &declared) {
                continue;
            }
            let help = format!("write `{{{name}}}` where it stands, or remove it");
            let message = format!("nothing of this server has a variable `{name}`");
            findings.push(
                Finding::new(&RULE.meta, variable.key_location(), message)
                    .with_help(help)
                    .with_element(server.element.as_str())
                    .with_detail(name),
            );
        }
    }
    findings
}
