//! Messages from their JSON form (Protocol Buffers, "ProtoJSON Format").
//!
//! A name that is unknown is left alone. The documentation has readers refuse it unless they are told not to; what counts
//! here fails either way.

use tidings_schema::Literal;
use tidings_schema::protobuf::{
    ProtobufCardinality, ProtobufField, ProtobufMessageId, ProtobufType,
};

use super::base64;
use super::datum::{Content, Message, Path, Step, Trouble, TroubleKind, Value};
use super::index::Index;
use super::json::is_special;

/// The message of the type `id` that `form` is, and what is wrong with it.
pub(super) fn read(
    index: &Index<'_>,
    id: ProtobufMessageId,
    form: &Literal,
) -> (Message, Vec<Trouble>) {
    let mut reader = Reader {
        index,
        path: Vec::new(),
        troubles: Vec::new(),
    };
    let message = reader.message(id, form);
    if message.is_none() {
        reader.trouble(TroubleKind::Refused);
    }
    (message.unwrap_or_default(), reader.troubles)
}

struct Reader<'r, 'g> {
    index: &'r Index<'g>,
    path: Path,
    troubles: Vec<Trouble>,
}

impl Reader<'_, '_> {
    fn message(&mut self, id: ProtobufMessageId, form: &Literal) -> Option<Message> {
        // What these hold is compared with themselves only.
        if is_special(&self.index.graph.message(id).full_name) {
            return Some(Message::default());
        }
        let Literal::Object(entries) = form else {
            return None;
        };
        let mut message = Message::default();
        for (key, value) in entries {
            self.path.push(Step::Name(key.clone()));
            let place = self.index.named(id, key);
            let field = place.and_then(|place| Some((place, self.index.field(id, place)?)));
            match field {
                None => {}
                Some(_) if matches!(value, Literal::Null) => {}
                Some((place, field)) if !self.is_second_of_oneof(id, field, &message) => {
                    match self.content(field, value) {
                        Some(content) => message.set(place, content),
                        None => self.trouble(TroubleKind::Refused),
                    }
                }
                Some(_) => self.trouble(TroubleKind::Refused),
            }
            self.path.pop();
        }
        for place in self.index.required(id) {
            if message.get(*place).is_none()
                && let Some(field) = self.index.field(id, *place)
            {
                self.path.push(Step::Name(field.json_name.clone()));
                self.trouble(TroubleKind::Missing);
                self.path.pop();
            }
        }
        Some(message)
    }

    fn is_second_of_oneof(
        &self,
        id: ProtobufMessageId,
        field: &ProtobufField,
        message: &Message,
    ) -> bool {
        let mut others = message
            .fields
            .iter()
            .filter_map(|(place, _)| self.index.field(id, *place));
        field.oneof.is_some() && others.any(|other| other.oneof == field.oneof)
    }

    fn content(&mut self, field: &ProtobufField, form: &Literal) -> Option<Content> {
        if let ProtobufType::Map { key, value } = &field.kind {
            let Literal::Object(entries) = form else {
                return None;
            };
            let of_key = ProtobufType::Scalar(key);
            let mut read = Vec::new();
            for (key, form) in entries {
                let key = self.part(1, |reader| reader.key(&of_key, key));
                let value = self.part(2, |reader| reader.value(value, form));
                read.extend(key.zip(value));
            }
            return Some(Content::Entries(read));
        }
        if field.cardinality != ProtobufCardinality::Repeated {
            return self.value(&field.kind, form).map(Content::One);
        }
        let Literal::Array(forms) = form else {
            return None;
        };
        let values = forms.iter().map(|form| self.value(&field.kind, form));
        values.collect::<Option<Vec<Value>>>().map(Content::Many)
    }

    fn part(
        &mut self,
        number: u32,
        read: impl FnOnce(&mut Self) -> Option<Value>,
    ) -> Option<Value> {
        self.path.push(Step::Number(number));
        let part = read(self);
        if part.is_none() {
            self.trouble(TroubleKind::Refused);
        }
        self.path.pop();
        part
    }

    fn key(&mut self, kind: &ProtobufType, text: &str) -> Option<Value> {
        match kind {
            ProtobufType::Scalar("bool") => Some(Value::Bool(text.parse().ok()?)),
            kind => self.value(kind, &Literal::String(text.to_owned())),
        }
    }

    fn value(&mut self, kind: &ProtobufType, form: &Literal) -> Option<Value> {
        if let Some(range) = kind.integers() {
            let number = number(form)?.parse().ok()?;
            return range.contains(&number).then_some(Value::Integer(number));
        }
        Some(match (kind, form) {
            (ProtobufType::Message(id), form) => Value::Message(self.message(*id, form)?),
            (ProtobufType::Enum(id), Literal::String(name)) => {
                let mut values = self.index.graph.enumeration(*id).values.iter();
                Value::Enum(values.find(|value| value.name == *name)?.number)
            }
            (ProtobufType::Enum(_), Literal::Number(text)) => Value::Enum(text.parse().ok()?),
            (ProtobufType::Scalar("bool"), Literal::Bool(value)) => Value::Bool(*value),
            (ProtobufType::Scalar("string"), Literal::String(text)) => Value::Text(text.clone()),
            (ProtobufType::Scalar("bytes"), Literal::String(text)) => {
                Value::Bytes(base64::decode(text)?)
            }
            (ProtobufType::Scalar("float"), form) => Value::Float(number(form)?.parse().ok()?),
            (ProtobufType::Scalar("double"), form) => Value::Double(number(form)?.parse().ok()?),
            _ => return None,
        })
    }

    fn trouble(&mut self, kind: TroubleKind) {
        self.troubles.push(Trouble {
            path: self.path.clone(),
            kind,
        });
    }
}

/// The text of a number, which may be in quotes.
fn number(form: &Literal) -> Option<&str> {
    match form {
        Literal::Number(text) | Literal::String(text) => Some(text),
        _ => None,
    }
}
