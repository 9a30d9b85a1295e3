//! Several things in words.

/// What is there, in words: of three things and the conjunction `or` it is "a, b or c".
pub fn listed(all: &[String], conjunction: &str) -> String {
    match all {
        [others @ .., last] if !others.is_empty() => {
            format!("{} {conjunction} {last}", others.join(", "))
        }
        all => all.concat(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_one_stands_behind_the_conjunction() {
        let all = ["a", "b", "c"].map(str::to_owned);
        let expected = ["", "a", "a or b", "a, b or c"];
        for (count, expected) in expected.into_iter().enumerate() {
            assert_eq!(listed(&all[..count], "or"), expected);
        }
    }
}
