//! Types that exist already and take the place of generated ones.

use serde::Deserialize;
use tidings_schema::Literal;

use super::RustPath;

/// A type that exists already: its path, what is true of it, and the package that it comes from.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "Spelled")]
pub struct Replacement {
    /// Its path.
    pub path: RustPath,
    /// The traits that it has, beside those that every payload has.
    pub derives: Vec<StandardTrait>,
    /// The package that a generated crate depends on for it.
    pub package: Option<Package>,
}

/// A package and the versions of it that will do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Package {
    /// Its name.
    pub name: String,
    /// Its versions, as a manifest says them.
    pub version: String,
}

/// A trait of the standard library that generated types derive where all they are made of has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub enum StandardTrait {
    /// Values are copied.
    Copy,
    /// A value equals itself.
    Eq,
    /// Some values are greater than others.
    PartialOrd,
    /// Any two values are in an order.
    Ord,
    /// Values have hashes.
    Hash,
}

impl StandardTrait {
    /// The trait that is called `name`.
    fn named(name: &str) -> Option<Self> {
        Some(match name {
            "Copy" => Self::Copy,
            "Eq" => Self::Eq,
            "PartialOrd" => Self::PartialOrd,
            "Ord" => Self::Ord,
            "Hash" => Self::Hash,
            _ => return None,
        })
    }
}

/// How a replacement is written down.
#[derive(Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(untagged)]
enum Spelled {
    /// The path of the type.
    Path(RustPath),
    /// The path with what is true of the type.
    Table(Table),
}

/// The path of a type, with what is true of it.
#[derive(Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Table {
    /// The path of the type.
    r#type: RustPath,
    /// The traits that it has.
    #[serde(default)]
    derives: Vec<StandardTrait>,
    /// The package that a generated crate depends on for it.
    #[serde(rename = "crate")]
    package: Option<String>,
    /// The versions of the package that will do; any where it is left out.
    version: Option<String>,
}

#[cfg(feature = "schemars")]
impl schemars::JsonSchema for Replacement {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Replacement".into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        Spelled::json_schema(generator)
    }
}

impl TryFrom<Spelled> for Replacement {
    type Error = &'static str;

    fn try_from(spelled: Spelled) -> Result<Self, &'static str> {
        Ok(match spelled {
            Spelled::Path(path) => Self {
                path,
                derives: Vec::new(),
                package: None,
            },
            Spelled::Table(table) => Self {
                path: table.r#type,
                derives: table.derives,
                package: package(table.package, table.version)?,
            },
        })
    }
}

impl Replacement {
    /// The type that a schema names itself with `x-rust-type`: a path, or an object with `path`, `derives`, `crate` and
    /// `version`.
    pub(crate) fn stated(stated: &Literal) -> Option<Self> {
        let path = stated.as_str().or_else(|| stated.get("path")?.as_str())?;
        let text = |key: &str| Some(stated.get(key)?.as_str()?.to_owned());
        let derives = stated.get("derives").and_then(Literal::as_array);
        let derives = derives.into_iter().flatten();
        Some(Self {
            path: RustPath::try_from(path.to_owned()).ok()?,
            derives: derives
                .filter_map(|derive| StandardTrait::named(derive.as_str()?))
                .collect(),
            package: package(text("crate"), text("version")).ok()?,
        })
    }

    /// Whether the type has `wanted`, as it says or as that follows from what it says.
    pub(crate) fn has(&self, wanted: StandardTrait) -> bool {
        let is_ordered = self.derives.contains(&StandardTrait::Ord);
        self.derives.contains(&wanted)
            || is_ordered && matches!(wanted, StandardTrait::Eq | StandardTrait::PartialOrd)
    }
}

/// The package of these words, which are to stand in a manifest.
fn package(name: Option<String>, version: Option<String>) -> Result<Option<Package>, &'static str> {
    let Some(name) = name else {
        return Ok(None);
    };
    let version = version.unwrap_or_else(|| "*".to_owned());
    let is_name = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    if name.is_empty() || !name.bytes().all(is_name) {
        return Err("a package has a name of letters, digits, `-` and `_`");
    }
    let is_version = |byte: u8| byte.is_ascii_alphanumeric() || b" .,*^~=<>+-".contains(&byte);
    if !version.bytes().all(is_version) {
        return Err("a version is written as in a manifest, like `1.2`");
    }
    Ok(Some(Package { name, version }))
}
