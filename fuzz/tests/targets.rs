//! Every target holds for the fixtures, for a few changes of them, and for what once broke it.

use std::path::Path;

use tidings_fuzz::{Mutator, TARGETS, seeds};

/// Changed inputs per target; a run by hand tries as many in a blink.
const INPUTS: usize = 300;

#[test]
fn fixtures_and_changes_of_them_hold() {
    for target in TARGETS {
        let seeds = seeds(target).expect("the fixtures can be read");
        assert!(seeds.len() > 10, "{} has inputs to start from", target.name);
        for seed in &seeds {
            (target.check)(seed);
        }
        let mut mutator = Mutator::new(&seeds, 1);
        for _ in 0..INPUTS {
            (target.check)(&mutator.next_input());
        }
    }
}

#[test]
fn what_once_failed_holds() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("regressions");
    for target in TARGETS {
        let Ok(files) = std::fs::read_dir(folder.join(target.name)) else {
            continue;
        };
        for file in files {
            let path = file.expect("a file").path();
            (target.check)(&std::fs::read(path).expect("a file can be read"));
        }
    }
}

#[test]
fn the_same_seed_gives_the_same_inputs() {
    let seeds = seeds(&TARGETS[0]).expect("the fixtures can be read");
    let inputs = |seed| {
        let mut mutator = Mutator::new(&seeds, seed);
        let inputs: Vec<_> = std::iter::repeat_with(|| mutator.next_input())
            .take(20)
            .collect();
        inputs
    };
    assert_eq!(inputs(1), inputs(1));
    assert_ne!(inputs(1), inputs(2));
}
