//! Messages as data.

/// The fields of a message that are there, each by its place among those that are declared.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Message {
    pub(super) fields: Vec<(usize, Content)>,
}

/// What a field holds.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Content {
    One(Value),
    Many(Vec<Value>),
    /// The entries of a map.
    Entries(Vec<(Value, Value)>),
    /// Nothing, in a field that can tell; whoever asks is given its default.
    Unset,
}

/// A value of a type.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Value {
    Integer(i128),
    Float(f32),
    Double(f64),
    Bool(bool),
    Text(String),
    Bytes(Vec<u8>),
    Enum(i32),
    Message(Message),
}

/// A place in a message: the fields on the way, 1 and 2 for the keys and values of maps.
pub(super) type Path = Vec<Step>;

/// A field as the encoding names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Step {
    Number(u32),
    Name(String),
}

impl Message {
    /// What the field at `place` holds.
    pub(super) fn get(&self, place: usize) -> Option<&Content> {
        let (_, content) = self.fields.iter().find(|(other, _)| *other == place)?;
        Some(content)
    }

    /// What the field at `place` holds, to be changed.
    pub(super) fn get_mut(&mut self, place: usize) -> Option<&mut Content> {
        let mut fields = self.fields.iter_mut();
        let (_, content) = fields.find(|(other, _)| *other == place)?;
        Some(content)
    }

    /// Takes out what the field at `place` holds.
    pub(super) fn take(&mut self, place: usize) -> Option<Content> {
        let at = self.fields.iter().position(|(other, _)| *other == place)?;
        Some(self.fields.remove(at).1)
    }

    /// Puts `content` into the field at `place`, instead of what was there.
    pub(super) fn set(&mut self, place: usize, content: Content) {
        match self.fields.iter_mut().find(|(other, _)| *other == place) {
            Some((_, old)) => *old = content,
            None => self.fields.push((place, content)),
        }
    }
}

/// What is wrong with what was read, and where.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Trouble {
    pub(super) path: Path,
    pub(super) kind: TroubleKind,
}

/// What can be wrong with what was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TroubleKind {
    /// Reading ends with an error.
    Refused,
    /// A field that must be there is not.
    Missing,
    /// Something else is read.
    Different,
    /// Nothing is written, and the reader takes that for another value than the writer.
    Default,
}
