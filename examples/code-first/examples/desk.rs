//! The desk of the library at work: a reader takes books home, and one comes back.
//!
//! The application has types and no contract of its own; `cargo run -p example-code-first --example desk` runs it.

#![allow(
    clippy::print_stdout,
    reason = "what happens at the desk is the output"
)]

use std::collections::BTreeMap;
use std::error::Error;

use example_code_first::{BooksLent, Condition, LOANS, LendBook, LoanRefused, RETURNS, Returned};
use tidings::own::{Client, Either, TextAddress};
use tidings::{Context, HandlerError};

/// Lends what is not lent, and nothing to whom has no card.
async fn lend(
    _: Context<TextAddress>,
    request: LendBook,
) -> Result<Either<BooksLent, LoanRefused>, HandlerError> {
    if request.card == 0 {
        let since = "2026-01-01".to_owned();
        return Ok(Either::B(LoanRefused::Expired { since }));
    }
    let weeks = request.weeks.unwrap_or(4);
    let books = request.books.into_iter();
    let back: BTreeMap<_, _> = books
        .map(|book| (book, format!("in {weeks} weeks")))
        .collect();
    Ok(Either::A(BooksLent { back }))
}

async fn take_back(context: Context<TextAddress>, returned: Returned) -> Result<(), HandlerError> {
    let branch = context.address().parameter(&RETURNS, "branch");
    let branch = branch.unwrap_or_default();
    println!(
        "{} is back at the {branch}: {:?}",
        returned.book, returned.condition
    );
    Ok(())
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let library = Client::connect("memory://").await?;
    let desk = library
        .serve("desk")
        .answer(&LOANS, lend)
        .on(&RETURNS, take_back);
    // The desk closes once the reader is gone; what is under way is finished.
    desk.run_until(async {
        if let Err(error) = visit(&library).await {
            println!("the visit went wrong: {error}");
        }
    })
    .await?;
    Ok(())
}

async fn visit(reader: &Client) -> Result<(), Box<dyn Error>> {
    for card in [4711, 0] {
        let books = vec!["978-0262033848".to_owned()];
        let request = LendBook {
            card,
            books,
            weeks: None,
        };
        match reader.request(&LOANS, request).await? {
            Either::A(lent) => println!("lent: {:?}", lent.back),
            Either::B(refused) => println!("refused: {refused:?}"),
        }
    }
    let book = "978-0262033848".to_owned();
    let returned = Returned {
        book,
        condition: Condition::Worn,
    };
    let harbour = RETURNS.address([("branch", "harbour")]);
    reader.publish_to(&RETURNS, harbour, returned).await?;
    let nothing = LendBook {
        card: 4711,
        books: Vec::new(),
        weeks: None,
    };
    if let Err(error) = reader.request(&LOANS, nothing).await {
        println!("not sent: {error}");
    }
    Ok(())
}
