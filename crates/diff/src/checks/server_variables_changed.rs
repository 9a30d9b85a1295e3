//! The variables of a server have other values.

use tidings_model::contract::ServerVariable;

use super::channel_parameters_changed::{in_words, inclusion};
use super::{Find, Found, Versions, check};
use crate::Answers;
use crate::facts::{Fact, Facts};
use crate::roles::Concern;

check! {
    /// A variable of a server's host or path may have other values, or has another default.
    ///
    /// ## Why it matters
    ///
    /// Who uses a value that is gone connects to a server that is not there; who uses the default connects elsewhere.
    ///
    /// ```yaml base
    /// asyncapi: 3.0.0
    /// info: { title: Orders, version: 1.0.0 }
    /// servers:
    ///   regional:
    ///     host: '{region}.example.org'
    ///     protocol: kafka
    ///     variables:
    ///       region: { enum: [eu, us] }
    /// ```
    ///
    /// ```yaml revision
    /// asyncapi: 3.0.0
    /// info: { title: Orders, version: 1.0.0 }
    /// servers:
    ///   regional:
    ///     host: '{region}.example.org'
    ///     protocol: kafka
    ///     variables:
    ///       region: { enum: [eu] }
    /// ```
    ///
    /// ```yaml instead
    /// asyncapi: 3.0.0
    /// info: { title: Orders, version: 1.0.0 }
    /// servers:
    ///   regional:
    ///     host: '{region}.example.org'
    ///     protocol: kafka
    ///     variables:
    ///       region: { enum: [eu, us, asia] }
    /// ```
    ///
    /// Under the policies `forward` and `full` a value more breaks whoever already uses it.
    ///
    /// ```yaml base forward
    /// asyncapi: 3.0.0
    /// info: { title: Orders, version: 1.0.0 }
    /// servers:
    ///   regional:
    ///     host: '{region}.example.org'
    ///     protocol: kafka
    ///     variables:
    ///       region: { enum: [eu] }
    /// ```
    ///
    /// ```yaml revision forward
    /// asyncapi: 3.0.0
    /// info: { title: Orders, version: 1.0.0 }
    /// servers:
    ///   regional:
    ///     host: '{region}.example.org'
    ///     protocol: kafka
    ///     variables:
    ///       region: { enum: [eu, us] }
    /// ```
    "server-variables-changed", "K005", Error,
    "the variables of a server have other values",
    backward: "add values, and remove the old ones when nobody uses them",
    forward: "start the servers of the new values before anybody connects to them",
    Find::Contract(find)
}

fn find(versions: &Versions<'_>) -> Vec<Found> {
    let mut changes = Vec::new();
    for (was, is) in versions.servers() {
        for variable in &is.variables {
            let mut former = was.variables.iter();
            let Some(before) = former.find(|before| before.name == variable.name) else {
                continue;
            };
            let included = inclusion(&before.values, &variable.values);
            let answers = match before.default == variable.default {
                true => included,
                false => included.and(Answers::RISKY),
            };
            if answers == Answers::UNTOUCHED {
                continue;
            }
            let called = format!("variable `{}` of server `{}`", variable.name, is.key);
            let default = |default: &Option<String>| match default {
                Some(default) => format!("`{default}`"),
                None => "not stated".to_owned(),
            };
            let (from, to) = (default(&before.default), default(&variable.default));
            let values = (included != Answers::UNTOUCHED).then(|| {
                let (from, to) = (in_words(&before.values), in_words(&variable.values));
                format!("{called} was {from} and is {to}")
            });
            let message = match (values, from == to) {
                (Some(values), true) => values,
                (Some(values), false) => format!("{values}; its default was {from} and is {to}"),
                (None, _) => format!("the default of {called} was {from} and is {to}"),
            };
            let facts = Facts::new(fact(before), fact(variable));
            let found = Found::new(Concern::Existence, answers, &is.element, facts, message);
            // Whoever chose nothing is connected elsewhere, and does not meet who has the other default.
            let moves = before.default.is_some() && variable.default.is_some();
            let found = found
                .mutual(moves && before.default != variable.default)
                .with_detail(&variable.name)
                .in_base(before.origin.named());
            let found = match included == Answers::UNTOUCHED {
                true => found.advised("keep the default until everybody states the value"),
                false => found,
            };
            changes.push(found.in_revision(variable.origin.named()));
        }
    }
    changes
}

/// What a variable may be, and what it is where nothing is said.
fn fact(variable: &ServerVariable) -> Fact {
    Fact::list([
        Fact::set(&variable.values),
        variable.default.as_ref().into(),
    ])
}
