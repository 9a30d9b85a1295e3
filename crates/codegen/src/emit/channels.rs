//! The module `channels`: a typed address for each channel.

use proc_macro2::{Ident, TokenStream};
use quote::quote;
use tidings_model::contract::{Channel, ChannelId};
use tidings_naming::{Scope, field};

use super::bindings::bindings;
use super::correlation::location;
use super::modules::Pieces;
use super::print::Piece;
use super::values::{ValueField, constructor, option};
use super::{Context, code, docs, ident};
use crate::body::Codec;
use crate::plan::Place;

/// A part of an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Part<'a> {
    Text(&'a str),
    Parameter(&'a str),
}

/// Takes an address or a host apart at its `{parameters}`.
pub(super) fn parts(template: &str) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    let mut rest = template;
    while let Some((text, behind)) = rest.split_once('{') {
        let Some((name, behind)) = behind.split_once('}') else {
            break;
        };
        if !text.is_empty() {
            parts.push(Part::Text(text));
        }
        parts.push(Part::Parameter(name));
        rest = behind;
    }
    if !rest.is_empty() {
        parts.push(Part::Text(rest));
    }
    parts
}

/// The parameters of a template, each once, with the Rust name of its field.
pub(super) fn parameters(template: &str) -> Vec<(String, Ident)> {
    let mut scope = Scope::default();
    let mut seen: Vec<(String, Ident)> = Vec::new();
    for part in parts(template) {
        let Part::Parameter(name) = part else {
            continue;
        };
        if !seen.iter().any(|(known, _)| known == name) {
            let ident = ident(&scope.claim(name, &field(name)));
            seen.push((name.to_owned(), ident));
        }
    }
    seen
}

/// An expression that makes the text of a template; `value` says what stands for a parameter.
pub(super) fn render(template: &str, value: &dyn Fn(&str) -> TokenStream) -> TokenStream {
    let parts = parts(template);
    if let [] | [Part::Text(_)] = parts.as_slice() {
        return quote!(#template.to_owned());
    }
    let mut format = String::new();
    let mut values = Vec::new();
    for part in parts {
        match part {
            Part::Text(text) => format.push_str(&text.replace('{', "{{").replace('}', "}}")),
            Part::Parameter(name) => {
                format.push_str("{}");
                values.push(value(name));
            }
        }
    }
    quote!(::std::format!(#format, #(#values),*))
}

impl Context<'_> {
    pub(super) fn channels_module(&self) -> Pieces<'_> {
        let channels = self.contract.channels.enumerate();
        let channels = channels.map(|(id, channel)| self.channel(id, channel));
        Box::new(channels.map(Piece::Code))
    }

    fn channel(&self, id: ChannelId, channel: &Channel) -> TokenStream {
        let statics = ident(self.names.channel_static(id));
        let name = &channel.key;
        let address = match &channel.address {
            Some(address) => quote!(::std::option::Option::Some(#address)),
            None => quote!(::std::option::Option::None),
        };
        let bindings = bindings(&channel.bindings);
        let typed = match channel.address.as_deref() {
            Some(address) => self.address(id, channel, address),
            None => self.open_address(id, channel),
        };
        // A channel that is on every server is on those too that only the running program knows.
        let everywhere = channel.servers.len() == self.contract.servers.len();
        let servers = channel.servers.iter().filter(|_| !everywhere);
        let servers = servers.map(|&id| &self.contract.servers[id].key);
        let messages = channel.messages.iter().map(|(_, id)| {
            let message = &self.contract.messages[*id];
            message.name.as_deref().unwrap_or(&message.key)
        });
        quote! {
            pub(super) static #statics: v1::Channel = v1::Channel {
                name: #name,
                address: #address,
                servers: &[#(#servers),*],
                messages: &[#(#messages),*],
                bindings: #bindings,
            };
            #typed
        }
    }

    /// An address that only the running program knows.
    fn open_address(&self, id: ChannelId, channel: &Channel) -> TokenStream {
        let name = ident(self.names.address(id));
        let statics = ident(self.names.channel_static(id));
        let comment = address_comment(
            channel,
            &format!(
                "An address of the channel {}, known only at run time.",
                code(&channel.key)
            ),
        );
        quote! {
            #comment
            #[derive(Clone, Debug, PartialEq, Eq, Hash)]
            pub struct #name(pub ::std::string::String);
            impl ::tidings::Address for #name {
                const CHANNEL: &'static v1::Channel = &#statics;
                fn render(&self) -> ::std::string::String { self.0.clone() }
                fn parse(address: &str) -> ::std::option::Option<Self> {
                    ::std::option::Option::Some(Self(address.to_owned()))
                }
            }
            impl ::std::convert::From<::std::string::String> for #name {
                fn from(address: ::std::string::String) -> Self { Self(address) }
            }
            impl ::std::convert::From<&str> for #name {
                fn from(address: &str) -> Self { Self(address.to_owned()) }
            }
        }
    }

    fn address(&self, id: ChannelId, channel: &Channel, address: &str) -> TokenStream {
        let name = ident(self.names.address(id));
        let statics = ident(self.names.channel_static(id));
        let comment = address_comment(channel, &format!("The address {}.", code(address)));
        let parameters = parameters(address);
        if parameters.is_empty() {
            return quote! {
                #comment
                #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
                pub struct #name;
                impl ::tidings::Address for #name {
                    const CHANNEL: &'static v1::Channel = &#statics;
                    fn render(&self) -> ::std::string::String { #address.to_owned() }
                    fn parse(address: &str) -> ::std::option::Option<Self> { (address == #address).then_some(Self) }
                }
            };
        }
        let values: Vec<ValueField<'_>> = parameters
            .iter()
            .map(|(name, field)| self.value_field(channel, name, field))
            .collect();
        let enums = values.iter().filter_map(ValueField::enumeration);
        let enums: Vec<TokenStream> = enums.collect();
        let fields = values.iter().map(|value| {
            let (comment, field, of) = (value.comment(), &value.field, value.of());
            quote!(#comment pub #field: #of,)
        });
        let located = self.located_address(&name, channel, &values);
        let new = constructor(&values).map(|(taken, made)| {
            let default = taken.is_empty().then(|| {
                quote! {
                    impl ::std::default::Default for #name {
                        fn default() -> Self { Self::new() }
                    }
                }
            });
            quote! {
                impl #name {
                    /// The address, with the contract's default for each parameter that is not given.
                    pub fn new(#taken) -> Self { Self { #made } }
                }
                #default
            }
        });
        let rendered = render(address, &|parameter| {
            let field = parameters
                .iter()
                .find(|(name, _)| name == parameter)
                .map(|(_, field)| field);
            quote!(self.#field)
        });
        let reads = parameters.iter().map(|(parameter, field)| {
            let value = quote!(values.iter().find(|(name, _)| *name == #parameter)?.1);
            match self.enumerated(channel, parameter) {
                Some(of) => quote!(#field: #of::from_text(#value)?,),
                None => quote!(#field: #value.to_owned(),),
            }
        });
        quote! {
            #comment
            #[derive(Clone, Debug, PartialEq, Eq, Hash)]
            pub struct #name { #(#fields)* }
            #new
            impl ::tidings::Address for #name {
                const CHANNEL: &'static v1::Channel = &#statics;
                fn render(&self) -> ::std::string::String { #rendered }
                fn parse(address: &str) -> ::std::option::Option<Self> {
                    static TEMPLATE: ::std::sync::LazyLock<::std::option::Option<::tidings::transport::AddressTemplate>> =
                        ::std::sync::LazyLock::new(|| #address.parse().ok());
                    let values = TEMPLATE.as_ref()?.parameters(address)?;
                    ::std::option::Option::Some(Self { #(#reads)* })
                }
            }
            #located
            #(#enums)*
        }
    }

    /// Where the parameters of a channel's address stand in its messages; none unless all of them are found there.
    pub(super) fn located(&self, channel: &Channel) -> Option<Vec<Place>> {
        let parameters = parameters(channel.address.as_deref()?);
        let places = parameters.iter().map(|(name, _)| {
            let mut described = channel.parameters.iter();
            let parameter = described.find(|one| one.name == *name)?;
            Place::of(parameter.location.as_ref()?)
        });
        let places: Vec<Place> = places.collect::<Option<_>>()?;
        let mut messages = channel.messages.iter();
        let is_json = messages.all(|(_, id)| {
            self.plan
                .messages
                .get(id)
                .is_some_and(|plan| plan.codec == Codec::Json)
        });
        let is_found = |place: &Place| is_json || !matches!(place, Place::Payload(_));
        (!places.is_empty() && places.iter().all(is_found)).then_some(places)
    }

    /// How the address comes of a message.
    fn located_address(
        &self,
        name: &Ident,
        channel: &Channel,
        values: &[ValueField<'_>],
    ) -> Option<TokenStream> {
        let places = self.located(channel)?;
        let reads = values.iter().zip(&places).map(|(value, place)| {
            let (parameter, field, location) = (value.name, &value.field, location(place));
            let default = option(value.default);
            let read = match &value.enumeration {
                Some(of) => quote!(#of::from_text),
                None => quote!(|text| ::std::option::Option::Some(text.to_owned())),
            };
            quote!(#field: v1::located(message, #parameter, #location, #default, #read)?,)
        });
        Some(quote! {
            impl v1::Located for #name {
                fn locate(message: &::tidings::transport::Message) -> ::std::result::Result<Self, ::tidings::EncodeError> {
                    ::std::result::Result::Ok(Self { #(#reads)* })
                }
            }
        })
    }

    /// A parameter of an address, as the contract describes it.
    fn value_field<'p>(&self, channel: &'p Channel, name: &str, field: &Ident) -> ValueField<'p> {
        let described = channel.parameters.iter().find(|one| one.name == name);
        ValueField {
            name: described.map_or("", |parameter| &parameter.name),
            field: field.clone(),
            description: described.and_then(|parameter| parameter.description.as_deref()),
            values: described.map_or(&[], |parameter| &parameter.values),
            default: described.and_then(|parameter| parameter.default.as_deref()),
            enumeration: self.enumerated(channel, name),
        }
    }

    /// The name of the enumeration of a parameter's values, where the contract lists them.
    fn enumerated(&self, channel: &Channel, parameter: &str) -> Option<Ident> {
        let described = channel
            .parameters
            .iter()
            .find(|one| one.name == *parameter)?;
        (!described.values.is_empty()).then(|| ident(self.names.parameter(&channel.key, parameter)))
    }

    /// Every name of this module that is for users.
    pub(super) fn channel_names(&self) -> Vec<String> {
        let mut names = Vec::new();
        for (id, channel) in self.contract.channels.enumerate() {
            names.push(self.names.address(id).to_owned());
            let address = channel.address.as_deref().unwrap_or_default();
            let enums = parameters(address)
                .into_iter()
                .filter_map(|(parameter, _)| self.enumerated(channel, &parameter));
            names.extend(enums.map(|of| of.to_string()));
        }
        names
    }
}

/// What an address is, and what the contract says of its channel.
fn address_comment(channel: &Channel, what: &str) -> TokenStream {
    let said = [&channel.description, &channel.summary, &channel.title];
    match said.into_iter().flatten().next() {
        Some(said) => docs::comment(&format!("{what}\n\n{said}")),
        None => docs::comment(what),
    }
}
