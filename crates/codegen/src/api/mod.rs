//! What callers of generated code see of it, as plain data: for whoever asks whether they still compile.
//!
//! It is read from the code itself (`read`), so that nothing is described that is not generated.

mod member;
mod read;
mod text;

use tidings_model::Contract;

use crate::{Code, Options, WriteError};

/// What callers of generated code see of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Api {
    /// Everything that has a path, and the traits that types have, by path.
    pub items: Vec<Item>,
}

/// Something that callers name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// How callers name it: `Order`, `Orders::connect`, `client::CONTRACT`, or `impl Clone for Order`.
    pub path: String,
    /// What it is.
    pub kind: ItemKind,
    /// What it is besides its members: a target, a type, what a function gives back.
    pub signature: String,
    /// Fields, variants, arguments, or the functions of a trait, in their order.
    pub members: Vec<Member>,
    /// What callers, or who implements the trait, must bring: `A: OnOrder`.
    pub bounds: Vec<String>,
    /// Whether callers may rely on there being no other members: no `#[non_exhaustive]`.
    pub is_exhaustive: bool,
    /// Whether callers are meant to notice when the contract grows.
    pub notices_growth: bool,
}

impl Item {
    /// An item of which nothing else is known yet.
    fn named(path: String, kind: ItemKind) -> Self {
        Self {
            path,
            kind,
            signature: String::new(),
            members: Vec::new(),
            bounds: Vec::new(),
            is_exhaustive: true,
            notices_growth: false,
        }
    }
}

/// What an item is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ItemKind {
    /// A struct with its public fields.
    Struct,
    /// An enum with its variants.
    Enum,
    /// A trait with its functions.
    Trait,
    /// A function or a method, with its arguments.
    Function,
    /// A constant.
    Constant,
    /// Another name of a type.
    Alias,
    /// A trait that a type has.
    Implementation,
}

/// A part of an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// Its name.
    pub name: String,
    /// Its type, what a variant holds, or the signature of a function.
    pub text: String,
    /// Whether who makes such a value, or implements the trait, must bring it.
    pub is_required: bool,
}

/// What callers see of the code of `contract`; `None` where a finding stands against the code.
///
/// # Errors
///
/// When the generated code does not parse, which is a mistake of this crate.
pub fn api(contract: &Contract, options: &Options) -> Result<Option<Api>, WriteError> {
    let mut files = Vec::new();
    Code::of_contract(contract, options).write(&mut files)?;
    match files.as_slice() {
        [] => Ok(None),
        files => Ok(Some(read::api(files)?)),
    }
}
