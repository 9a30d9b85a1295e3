//! dump
use tidings_codegen::{Form, Options, generate};
use tidings_source::{DiskFiles, Sources};
#[test]
fn dump() {
    let root = std::env::var("ROOT").unwrap();
    let name = std::env::var("NAME").unwrap();
    let (sources, f) = Sources::link(&DiskFiles::new(root), &name);
    let lowered = tidings_model::lower(&sources);
    for x in f.iter().chain(&lowered.findings) {
        println!(
            "FINDING {} {:?} {}",
            x.rule.id,
            x.location.as_ref().map(|l| l.pointer.clone()),
            x.message
        );
    }
    let g = generate(&lowered.contract, &Options::new(Form::SingleFile));
    for x in &g.findings {
        println!(
            "REFUSED {:?} {}",
            x.location.as_ref().map(|l| l.pointer.clone()),
            x.message
        );
    }
    for (p, t) in g.files {
        std::fs::write(format!("{}/{p}", std::env::var("OUT").unwrap()), t).unwrap();
    }
}
