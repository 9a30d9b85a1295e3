//! The elements of a message whose body is XML.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

use crate::ir::{XmlContent, XmlElement, XmlNode};

/// The description of `elements` for the message `name`; nothing where its body is not XML.
pub(super) fn description(name: &Ident, elements: &[XmlElement]) -> TokenStream {
    if elements.is_empty() {
        return TokenStream::new();
    }
    let elements = elements.iter().map(element);
    quote! {
        impl v1::xml::Description for #name {
            const ELEMENTS: &'static [v1::xml::Element] = &[#(#elements),*];
        }
    }
}

fn element(element: &XmlElement) -> TokenStream {
    let (name, prefix, namespace) = (&element.name, &element.prefix, &element.namespace);
    let content = match &element.content {
        XmlContent::Text => quote!(Text),
        XmlContent::Number => quote!(Number),
        XmlContent::Boolean => quote!(Boolean),
        XmlContent::List(item) => {
            let item = Literal::usize_unsuffixed(*item);
            quote!(List(#item))
        }
        XmlContent::Object(properties, others) => {
            let properties = properties.iter().map(|property| {
                let (key, required) = (&property.key, property.required);
                let element = Literal::usize_unsuffixed(property.element);
                let node = match property.node {
                    XmlNode::Attribute => quote!(Attribute),
                    XmlNode::Text => quote!(Text),
                    XmlNode::Element => quote!(Element),
                    XmlNode::Repeated => quote!(Repeated),
                };
                quote! {
                    v1::xml::Property { key: #key, node: v1::xml::Node::#node, element: #element, required: #required }
                }
            });
            let others = match others {
                Some(other) => {
                    let other = Literal::usize_unsuffixed(*other);
                    quote!(::std::option::Option::Some(#other))
                }
                None => quote!(::std::option::Option::None),
            };
            quote!(Object(&[#(#properties),*], #others))
        }
    };
    quote! {
        v1::xml::Element { name: #name, prefix: #prefix, namespace: #namespace, content: v1::xml::Content::#content }
    }
}
