//! The derives of a type: what is true of it.

use proc_macro2::TokenStream;
use quote::quote;

use crate::ir::Traits;

impl Traits {
    /// The derives beside `Clone`, `PartialEq` and `Debug`, each with a comma behind it.
    pub(super) fn derives(self) -> TokenStream {
        let all = [
            (self.copy, quote!(Copy,)),
            (self.default, quote!(Default,)),
            (self.eq, quote!(Eq,)),
            (self.ord, quote!(PartialOrd, Ord,)),
            (self.hash, quote!(Hash,)),
        ];
        let true_ones = all.into_iter().filter(|(is_true, _)| *is_true);
        true_ones.map(|(_, derive)| derive).collect()
    }
}
