//! The end that was announced for something: the date in its `x-sunset`.

use tidings_model::contract::{Extension, SUNSET};
use tidings_schema::SchemaGraph;

use super::Versions;
use crate::schema::{Difference, Kind, day_in_words};
use crate::{Answer, Day, Options};

/// What `x-sunset` says.
pub(super) fn sunset(extensions: &[Extension]) -> Option<String> {
    let mut extensions = extensions.iter();
    let sunset = extensions.find(|extension| extension.name == SUNSET)?;
    Some(day_in_words(&sunset.value))
}

/// What it means that something is gone, and what to add to the message.
pub(crate) struct Removal {
    /// Whether whoever used it gets along.
    pub(super) backward: Answer,
    /// What was announced, in words that follow "is gone".
    pub(super) announced: String,
    /// What to do instead, where what was announced says it.
    pub(super) advice: Option<String>,
}

impl Default for Removal {
    /// Of what nobody has announced.
    fn default() -> Self {
        Self {
            backward: Answer::No,
            announced: String::new(),
            advice: None,
        }
    }
}

impl Removal {
    /// Of what has this `x-sunset`: from the announced day on its users are warned.
    fn of(announced: Option<&str>, options: &Options) -> Self {
        let Some(announced) = announced else {
            return Self::default();
        };
        match (Day::read(announced), options.today) {
            (Some(day), Some(today)) if day <= today => Self {
                backward: Answer::Risky,
                announced: format!(", as was announced for {day}"),
                advice: None,
            },
            (Some(day), _) => Self {
                announced: format!(", earlier than was announced ({day})"),
                advice: Some(format!("keep it until {day}, as was announced")),
                ..Self::default()
            },
            (None, _) => Self {
                announced: format!(", and `{SUNSET}` said `{announced}`, which is no day"),
                advice: Some(format!(
                    "say in `{SUNSET}` on which day it ends, as in `2030-05-01`, and keep it until then"
                )),
                ..Self::default()
            },
        }
    }

    /// Whether the announced day has come.
    pub(super) fn is_due(&self) -> bool {
        self.backward == Answer::Risky
    }

    /// Of the property that `difference` takes away, or no longer promises, if it does that.
    pub(super) fn of_property(
        difference: &Difference,
        base: &SchemaGraph,
        options: &Options,
    ) -> Option<Self> {
        let (Kind::PropertyRemoved(name)
        | Kind::PropertyRenamed { from: name, .. }
        | Kind::Optional(name)) = &difference.kind
        else {
            return None;
        };
        let objects = difference.base_schemas.iter();
        let mut properties = objects.filter_map(|id| base.rules(*id)?.object.property(name));
        let sunset = properties.find_map(|property| {
            let referred = base.resolve(property.schema);
            let mut schemas = [property.schema, referred].into_iter();
            schemas.find_map(|id| base.get(id).extension(SUNSET))
        })?;
        Some(Self::of(Some(&day_in_words(sunset)), options))
    }
}

impl Versions<'_> {
    /// What it means that an element with these extensions is gone.
    pub(super) fn removal(&self, extensions: &[Extension]) -> Removal {
        Removal::of(sunset(extensions).as_deref(), self.options)
    }
}
