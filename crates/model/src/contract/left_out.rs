//! What the contract lacks of its document.

use std::collections::HashSet;
use std::sync::Arc;

use tidings_diag::{FileId, Location};
use tidings_source::UnreadAddress;
use tidings_syntax::Kind;

use super::Content;

/// A part of the document that is broken, so that the contract goes without it.
///
/// Documentation (tags, examples, external documentation) and extensions are not listed.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct LeftOut {
    /// What it would have been.
    pub part: Part,
    /// Where it stands, at the reference where it is one that leads nowhere.
    pub location: Location,
    /// What stands there; of a reference that leads nowhere what is named in the end, wherever and however it is written.
    pub content: Content,
    /// What kind of value that is; `None` where nothing stands.
    pub kind: Option<Kind>,
    /// What it names, where it is a reference.
    pub reference: Option<String>,
    /// What is broken, because of which the contract goes without it.
    pub cause: Cause,
}

/// What is broken in a document: several parts may refer to it, each of which is missing then.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Cause {
    /// Where it stands.
    pub location: Location,
    /// What is wrong there.
    pub flaw: Flaw,
}

/// What is wrong with a part of a document.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Flaw {
    /// It refers to this address, of which no copy was read; nothing need be wrong with it.
    Unread(UnreadAddress),
    /// It refers to this, where nothing is.
    LeadsNowhere(String),
    /// It is not what it has to be there.
    Broken,
}

/// What a part of a document is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Part {
    /// A server.
    Server,
    /// A variable of a server.
    ServerVariable,
    /// A channel.
    Channel,
    /// A server that a channel names.
    ServerOfChannel,
    /// A parameter of a channel.
    Parameter,
    /// Where in a message the value of a parameter is found.
    ParameterLocation,
    /// A message, or the mention of one.
    Message,
    /// A trait of an operation or message.
    Trait,
    /// The payload of a message.
    Payload,
    /// The headers of a message.
    Headers,
    /// The correlation id of a message.
    Correlation,
    /// An operation.
    Operation,
    /// The reply of an operation.
    Reply,
    /// The channel of a reply.
    ReplyChannel,
    /// Where a reply goes.
    ReplyAddress,
    /// A security scheme, or the demand for one.
    Security,
    /// A binding.
    Binding,
    /// What a schema of a binding demands; the binding itself stands in the contract as it is written.
    SchemaOfBinding,
    /// What a schema demands.
    Schema,
    /// What a schema in another language than JSON Schema demands.
    ForeignSchema,
    /// A field of the object that the tables of the grammar call so, which is misspelt, misplaced or of the wrong type.
    FieldOf(&'static str),
}

impl Part {
    /// What it is in a sentence, with its article.
    pub fn described(self) -> String {
        let described = match self {
            Self::Server => "a server",
            Self::ServerVariable => "a variable of a server",
            Self::Channel => "a channel",
            Self::ServerOfChannel => "a server of a channel",
            Self::Parameter => "a parameter",
            Self::ParameterLocation => "the location of a parameter",
            Self::Message => "a message",
            Self::Trait => "a trait",
            Self::Payload => "a payload",
            Self::Headers => "headers",
            Self::Correlation => "a correlation id",
            Self::Operation => "an operation",
            Self::Reply => "a reply",
            Self::ReplyChannel => "the channel of a reply",
            Self::ReplyAddress => "the address of a reply",
            Self::Security => "a security scheme",
            Self::Binding => "a binding",
            Self::Schema | Self::SchemaOfBinding | Self::ForeignSchema => "a part of a schema",
            Self::FieldOf(object) => return format!("a field of the {object}"),
        };
        described.to_owned()
    }
}

/// Parts of documents, of which can be asked what lies in them.
#[derive(Clone, Debug, Default)]
pub struct Places {
    places: HashSet<(FileId, Arc<str>)>,
}

impl Places {
    /// Whether `location` is one of the parts, or lies in one.
    pub fn hold(&self, location: &Location) -> bool {
        let file = location.span.file;
        let is_known = |pointer: &str| self.places.contains(&(file, Arc::from(pointer)));
        let Some(pointer) = location
            .pointer
            .as_deref()
            .filter(|_| !self.places.is_empty())
        else {
            return false;
        };
        let mut around = pointer.match_indices('/').map(|(end, _)| &pointer[..end]);
        is_known(pointer) || around.any(is_known)
    }
}

impl<'l> FromIterator<&'l Location> for Places {
    fn from_iter<I: IntoIterator<Item = &'l Location>>(locations: I) -> Self {
        let place = |location: &Location| Some((location.span.file, location.pointer.clone()?));
        Self {
            places: locations.into_iter().filter_map(place).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use tidings_diag::Span;

    use super::*;

    fn location(pointer: &str) -> Location {
        Location {
            span: Span::new(FileId(0), 0, 0),
            pointer: Some(pointer.into()),
        }
    }

    #[test]
    fn a_part_holds_itself_and_what_lies_in_it() {
        let places: Places = [&location("/channels/a")].into_iter().collect();
        assert!(places.hold(&location("/channels/a")));
        assert!(places.hold(&location("/channels/a/messages/b")));
        assert!(!places.hold(&location("/channels")));
        assert!(!places.hold(&location("/channels/ab")));
        let elsewhere = Location {
            span: Span::new(FileId(1), 0, 0),
            ..location("/channels/a")
        };
        assert!(!places.hold(&elsewhere));
    }

    #[test]
    fn a_whole_file_holds_everything_in_it() {
        let places: Places = [&location("")].into_iter().collect();
        assert!(places.hold(&location("/type")));
        assert!(places.hold(&location("")));
    }
}
