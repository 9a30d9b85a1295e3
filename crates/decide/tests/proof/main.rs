//! That the answers are right: pairs of schemas with known answers, and laws that hold for every schema.
//!
//! Every value that is shown for a *no* is judged twice, by the validator of this project and by another one.

mod answer;
mod broken;
mod hostile;
mod laws;
mod pair;
mod pairs;
mod questions;
mod random;
mod reach;
mod schema;
mod small;
mod template;
mod values;
