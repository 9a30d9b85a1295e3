//! Tokens become text, piece by piece: as a whole, the types of a large contract take hundreds of megabytes.

use std::collections::HashSet;

use proc_macro2::TokenStream;
use quote::quote;
use syn::Attribute;
use syn::parse::{ParseStream, Parser};

use super::prelude;

/// A piece of a file, small enough to be held as tokens.
pub(super) enum Piece {
    /// Whole items, or whole members of the block that is open.
    Code(TokenStream),
    /// The beginning of a block up to its brace, as `impl Client`; what follows stands in it.
    Open(TokenStream),
    /// The end of the block that was opened last.
    Close,
}

impl From<TokenStream> for Piece {
    fn from(code: TokenStream) -> Self {
        Self::Code(code)
    }
}

/// Writes a file in which paths of the prelude are short unless the contract has a type of that name.
pub(super) struct Printer<'t> {
    /// The names of the contract's types.
    taken: &'t HashSet<String>,
    /// The blocks that are open, the outermost first.
    open: Vec<Block>,
    text: String,
}

/// A block that is open.
struct Block {
    head: TokenStream,
    /// How many lines its head takes, the one with the brace included.
    lines: usize,
}

impl<'t> Printer<'t> {
    /// A printer of a file that begins with the line `first`.
    pub(super) fn new(taken: &'t HashSet<String>, first: &str) -> Self {
        Self {
            taken,
            open: Vec::new(),
            text: format!("{first}\n\n"),
        }
    }

    /// Writes what comes next.
    ///
    /// # Errors
    ///
    /// When it is no Rust.
    pub(super) fn print(&mut self, piece: Piece) -> Result<(), syn::Error> {
        match piece {
            Piece::Code(code) if code.is_empty() => {}
            Piece::Code(code) => {
                let printed = self.printed(code)?;
                self.text += inside(&printed, &self.open);
            }
            Piece::Open(head) => {
                let printed = self.printed(quote!(#head {}))?;
                let empty = inside(&printed, &self.open);
                self.text += empty.trim_end().trim_end_matches('}');
                self.text.push('\n');
                let lines = empty.lines().count();
                self.open.push(Block { head, lines });
            }
            Piece::Close => {
                self.open.pop();
                let depth = self.open.len();
                self.text.extend(std::iter::repeat_n("    ", depth));
                self.text += "}\n";
            }
        }
        Ok(())
    }

    /// Writes everything that comes next.
    ///
    /// # Errors
    ///
    /// When it is no Rust.
    pub(super) fn print_all(
        &mut self,
        pieces: impl Iterator<Item = Piece>,
    ) -> Result<(), syn::Error> {
        for piece in pieces {
            self.print(piece)?;
        }
        Ok(())
    }

    /// The text of the file.
    pub(super) fn finish(self) -> String {
        self.text
    }

    /// The text of `code` and of the open blocks around it, which indent it.
    fn printed(&self, code: TokenStream) -> Result<String, syn::Error> {
        let blocks = self.open.iter().rev();
        let whole = blocks.fold(code, |inner, Block { head, .. }| quote!(#head { #inner }));
        print_items.parse2(prelude::shorten(whole, self.taken))
    }
}

/// What stands in the blocks `open` in `printed`, which is nothing but them.
fn inside<'p>(printed: &'p str, open: &[Block]) -> &'p str {
    let heads = open.iter().map(|block| block.lines).sum();
    let after = printed.split_inclusive('\n').take(heads).map(str::len);
    let start: usize = after.sum();
    let before = printed.split_inclusive('\n').rev().take(open.len());
    let end = printed.len() - before.map(str::len).sum::<usize>();
    printed.get(start..end).unwrap_or_default()
}

/// The text of a file, item by item.
fn print_items(input: ParseStream<'_>) -> syn::Result<String> {
    let mut file = syn::File {
        shebang: None,
        frontmatter: None,
        attrs: input.call(Attribute::parse_inner)?,
        items: Vec::new(),
    };
    let mut text = prettyplease::unparse(&file);
    file.attrs.clear();
    while !input.is_empty() {
        file.items = vec![input.parse()?];
        text += &prettyplease::unparse(&file);
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Pieces in blocks are printed as the whole is.
    #[track_caller]
    fn check(pieces: Vec<Piece>, whole: TokenStream) {
        let taken = HashSet::new();
        let print = |pieces: Vec<Piece>| {
            let mut printer = Printer::new(&taken, "// first");
            printer.print_all(pieces.into_iter()).expect("Rust");
            printer.finish()
        };
        let expected = print(vec![Piece::Code(whole)]);
        assert_eq!(print(pieces), expected);
        assert!(expected.starts_with("// first\n\n"));
    }

    #[test]
    fn pieces_of_blocks_are_printed_as_the_whole_is() {
        let attributes = quote!(
            #[doc = " Some."]
            #[allow(dead_code)]
        );
        let first = quote!(
            fn one() -> ::std::string::String {
                let (first, second) = (1, 2);
                two(first, second)
            }
        );
        let second = quote!(
            /// Two.
            const TWO: u8 = 2;
            const THREE: u8 = 3;
        );
        let bounded = quote!(impl<T> Some<T> where T: Clone);
        check(
            vec![
                Piece::Code(quote!(
                    use one::Two;
                )),
                Piece::Open(quote!(#attributes pub mod some)),
                Piece::Code(first.clone()),
                Piece::Open(bounded.clone()),
                Piece::Code(second.clone()),
                Piece::Code(TokenStream::new()),
                Piece::Code(first.clone()),
                Piece::Close,
                Piece::Code(second.clone()),
                Piece::Close,
                Piece::Code(quote!(
                    struct Last;
                )),
            ],
            quote! {
                use one::Two;
                #attributes pub mod some {
                    #first
                    #bounded { #second #first }
                    #second
                }
                struct Last;
            },
        );
    }
}
