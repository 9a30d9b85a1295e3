//! Checks of numbers against what bounds them, and the words in which a value is refused.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::ir::{Bound, Kind};

/// Reports that `value` is not what `expected` displays, in the words of `message`.
pub(super) fn refusal(
    message: &TokenStream,
    value: &TokenStream,
    expected: &TokenStream,
    path: &TokenStream,
) -> TokenStream {
    quote! {{
        let path: &v1::Path<'_> = #path;
        let shown = v1::check::message::Shown::Plain(&#value).unless(path.is_sensitive());
        violations.push(path, v1::check::message::#message(shown, #expected));
    }}
}

/// The statement that holds `value`, a number of this kind, against a bound.
pub(super) fn bound_check(
    bound_kind: &Bound,
    kind: &Kind,
    value: &TokenStream,
    path: &TokenStream,
) -> TokenStream {
    let (check, bound) = match bound_kind {
        Bound::Minimum(bound) => (quote!(minimum), bound),
        Bound::Maximum(bound) => (quote!(maximum), bound),
        Bound::ExclusiveMinimum(bound) => (quote!(exclusive_minimum), bound),
        Bound::ExclusiveMaximum(bound) => (quote!(exclusive_maximum), bound),
        Bound::MultipleOf(bound) => (quote!(multiple_of), bound),
        Bound::NoneOf(values) => {
            let values = values.iter().map(|value| number(value, kind));
            return quote!(v1::check::none_of_numbers(#value, &[#(#values),*], #path, violations););
        }
        Bound::OneOf(values) => {
            let list = values.join(", ");
            let message = match values.len() {
                1 => quote!(constant),
                _ => quote!(enumeration),
            };
            let shown = match kind {
                Kind::Decimal => quote!(*#value),
                _ => value.clone(),
            };
            let push = refusal(&message, &shown, &quote!(&#list), path);
            let values = values.iter().map(|value| number(value, kind));
            return quote!(if ![#(#values),*].contains(&#value) { #push });
        }
    };
    if let (Kind::Integer(_), Bound::MultipleOf(divisor)) = (kind, bound_kind)
        && divisor.parse::<i128>().is_err()
    {
        // A divisor with a fraction divides whole numbers too: 2.5 divides 5.
        let divisor = number(divisor, &Kind::Decimal);
        return quote!(v1::check::multiple_of(&v1::check::Decimal::from(#value), #divisor, #path, violations););
    }
    let bound = number(bound, kind);
    quote!(v1::check::#check(#value, #bound, #path, violations);)
}

/// A bound in the value's own type; the builder has seen to it that it fits.
fn number(text: &str, kind: &Kind) -> TokenStream {
    if *kind == Kind::Decimal {
        return quote!({
            static NUMBER: v1::StaticDecimal = v1::StaticDecimal::new(#text);
            NUMBER.value()
        });
    }
    let literal = match kind {
        Kind::Integer(_) => text.parse().ok().map(Literal::i128_unsuffixed),
        _ => text
            .parse()
            .ok()
            .filter(|bound: &f64| bound.is_finite())
            .map(Literal::f64_unsuffixed),
    };
    literal.map_or_else(
        || quote!(::std::default::Default::default()),
        |literal| quote!(#literal),
    )
}
