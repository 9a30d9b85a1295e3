//! Files behind addresses: read only where somebody decides so, and then like any other.

use tidings_source::{Files, MemoryFiles, ReadError, Sources};

/// Two files of a host, and a document in memory.
struct Host(MemoryFiles);

impl Files for Host {
    fn read(&self, path: &str) -> Result<Vec<u8>, ReadError> {
        self.0.read(path)
    }

    fn read_address(&self, address: &str) -> Option<Result<Vec<u8>, ReadError>> {
        match address {
            "https://h/schemas/order.yaml" => {
                Some(Ok(b"line: {$ref: '../line.yaml#/sku'}".to_vec()))
            }
            "https://h/line.yaml" => Some(Ok(b"sku: {type: string}".to_vec())),
            "https://h/gone.yaml" => Some(Err(ReadError::NotFound)),
            _ => None,
        }
    }
}

fn link(reference: &str) -> (Sources, String) {
    let document = format!("a: {{$ref: '{reference}'}}");
    let (sources, findings) =
        Sources::link(&Host(MemoryFiles::new([("a.yaml", document)])), "a.yaml");
    assert_eq!(findings, []);
    (sources, reference.to_owned())
}

fn message(reference: &str) -> String {
    let (sources, reference) = link(reference);
    let file = sources.files()[0].tree.file();
    sources
        .resolve(file, &reference)
        .expect_err("it leads nowhere")
        .message
}

#[test]
fn an_address_leads_to_a_file_and_a_relative_reference_in_it_to_the_next() {
    let (sources, reference) = link("https://h/schemas/order.yaml#/line");
    let file = sources.files()[0].tree.file();
    let resolved = sources
        .resolve(file, &reference)
        .expect("both files are there");
    assert_eq!(
        resolved.value.get("type").and_then(|value| value.as_str()),
        Some("string")
    );
}

#[test]
fn an_address_that_is_not_read_says_so() {
    assert!(message("https://elsewhere/x.yaml").contains("the network is not used"));
    assert!(message("https://h/gone.yaml").contains("no such file"));
}
