//! The list of faults fits the code that it is about.

use xtask::faults::{list_path, read};
use xtask::root;

#[test]
fn every_fault_fits_the_code() {
    let faults = read(&std::fs::read_to_string(list_path()).expect("the list")).expect("a list");
    assert!(faults.len() >= 20, "only {} faults", faults.len());
    for fault in faults {
        let code = std::fs::read_to_string(root().join(&fault.file)).expect("the file of a fault");
        let faulty = fault.put_into(&code).expect("a fault that fits");
        assert_ne!(faulty, code, "{}", fault.file);
    }
}
