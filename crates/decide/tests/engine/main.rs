//! The search, by small questions whose answers follow from one rule each, and by questions that nobody can answer.

mod answered;
mod cases;
mod hostile;
