//! The types of the standard library in Avro.

use super::{AvroType, Reader, Refusal, Writer};
use crate::{InvalidFormat, Uuid};

impl AvroType for () {
    fn write(&self, _: &mut Writer) {}

    fn read(_: &mut Reader<'_>) -> Result<Self, Refusal> {
        Ok(())
    }
}

impl AvroType for bool {
    fn write(&self, writer: &mut Writer) {
        writer.raw(&[u8::from(*self)]);
    }

    fn read(reader: &mut Reader<'_>) -> Result<Self, Refusal> {
        match reader.raw(1)? {
            [0] => Ok(false),
            [1] => Ok(true),
            _ => Err(Refusal::new("is not Avro: a boolean is neither 0 nor 1")),
        }
    }
}

impl AvroType for i32 {
    fn write(&self, writer: &mut Writer) {
        writer.long((*self).into());
    }

    fn read(reader: &mut Reader<'_>) -> Result<Self, Refusal> {
        let value = reader.long()?;
        Self::try_from(value).map_err(|_| {
            Refusal::new(format!(
                "{value} is not between {} and {}",
                Self::MIN,
                Self::MAX
            ))
        })
    }
}

impl AvroType for i64 {
    fn write(&self, writer: &mut Writer) {
        writer.long(*self);
    }

    fn read(reader: &mut Reader<'_>) -> Result<Self, Refusal> {
        reader.long()
    }
}

macro_rules! floats {
    ($($float:ty),*) => {$(
        impl AvroType for $float {
            fn write(&self, writer: &mut Writer) {
                writer.raw(&self.to_le_bytes());
            }

            fn read(reader: &mut Reader<'_>) -> Result<Self, Refusal> {
                let mut bytes = [0; size_of::<Self>()];
                bytes.copy_from_slice(reader.raw(size_of::<Self>())?);
                Ok(Self::from_le_bytes(bytes))
            }
        }
    )*};
}

floats!(f32, f64);

impl AvroType for String {
    fn write(&self, writer: &mut Writer) {
        writer.sized(self.as_bytes());
    }

    fn read(reader: &mut Reader<'_>) -> Result<Self, Refusal> {
        reader.text().map(str::to_owned)
    }
}

/// `uuid` on a `string`.
impl AvroType for Uuid {
    fn write(&self, writer: &mut Writer) {
        writer.sized(self.to_string().as_bytes());
    }

    fn read(reader: &mut Reader<'_>) -> Result<Self, Refusal> {
        let parsed = reader.text()?.parse();
        parsed
            .map_err(|invalid: InvalidFormat| Refusal::new(invalid.met_while_reading().to_string()))
    }
}

impl<T: AvroType> AvroType for Box<T> {
    fn write(&self, writer: &mut Writer) {
        self.as_ref().write(writer);
    }

    fn read(reader: &mut Reader<'_>) -> Result<Self, Refusal> {
        T::read(reader).map(Self::new)
    }
}
