//! Tokens become text, piece by piece: as a whole, the types of a large contract take hundreds of megabytes.

use std::collections::HashSet;

use proc_macro2::TokenStream;
use quote::quote;
use syn::Attribute;
use syn::parse::{ParseStream, Parser};

use super::prelude;
use crate::{Output, WriteError};

/// A piece of a file, small enough to be held as tokens.
pub(super) enum Piece {
    /// Whole items, or whole members of the block that is open.
    Code(TokenStream),
    /// Whole lines outside of every block, written as they are.
    Text(String),
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
pub(super) struct Printer<'o> {
    output: &'o mut dyn Output,
    /// The names of the contract's types.
    taken: &'o HashSet<String>,
    /// The blocks that are open, the outermost first.
    open: Vec<Block>,
}

/// A block that is open.
struct Block {
    head: TokenStream,
    /// How many lines its head takes, the one with the brace included.
    lines: usize,
}

impl<'o> Printer<'o> {
    /// Begins the file at `path` with the line `first`.
    ///
    /// # Errors
    ///
    /// When the output does not take it.
    pub(super) fn begin(
        output: &'o mut dyn Output,
        path: &str,
        first: &str,
        taken: &'o HashSet<String>,
    ) -> Result<Self, WriteError> {
        output.begin(path)?;
        output.add(&format!("{first}\n\n"))?;
        Ok(Self {
            output,
            taken,
            open: Vec::new(),
        })
    }

    /// Writes what comes next.
    ///
    /// # Errors
    ///
    /// When it is no Rust, or the output does not take it.
    pub(super) fn print(&mut self, piece: Piece) -> Result<(), WriteError> {
        match piece {
            Piece::Code(code) if code.is_empty() => {}
            Piece::Code(code) => {
                let printed = self.printed(code)?;
                self.output.add(inside(&printed, &self.open))?;
            }
            Piece::Text(lines) => self.output.add(&lines)?,
            Piece::Open(head) => {
                let printed = self.printed(quote!(#head {}))?;
                let empty = inside(&printed, &self.open);
                let opened = empty.trim_end().trim_end_matches('}');
                self.output.add(&format!("{opened}\n"))?;
                let lines = empty.lines().count();
                self.open.push(Block { head, lines });
            }
            Piece::Close => {
                self.open.pop();
                let indentation = "    ".repeat(self.open.len());
                self.output.add(&format!("{indentation}}}\n"))?;
            }
        }
        Ok(())
    }

    /// Writes everything that comes next.
    ///
    /// # Errors
    ///
    /// When it is no Rust, or the output does not take it.
    pub(super) fn print_all(
        &mut self,
        mut pieces: impl Iterator<Item = Piece>,
    ) -> Result<(), WriteError> {
        pieces.try_for_each(|piece| self.print(piece))
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
            let mut files = Vec::new();
            let mut printer =
                Printer::begin(&mut files, "a.rs", "// first", &taken).expect("memory");
            printer.print_all(pieces.into_iter()).expect("Rust");
            files.swap_remove(0).1
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
