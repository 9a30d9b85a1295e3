//! What is said of references where a part of a file could not be read.

use tidings_model::lower;
use tidings_source::{MemoryFiles, Sources};

const DOCUMENT: &str = "\
asyncapi: 3.0.0
info: { title: Lamps, version: 1.0.0 }
channels:
  lamps:
    address: lamps
    messages:
      lit: { $ref: 'messages.yaml#/messages/Lit' }
      dimmed: { $ref: 'messages.yaml#/messages/Dimmed' }
      broken: { $ref: 'messages.yaml#/message/Broken' }
      own: { $ref: '#/components/messages/Own' }
components:
  messages:
    Other: { payload: { $ref: 'messages.yaml#/messages/Switched/payload' } }
    Whole: { payload: { $ref: 'messages.yaml#/messages/Lit/headers' } }
";

/// The entry `Dimmed` may have been meant by the one that is no entry.
const MESSAGES: &str = "\
messages:
  Lit: { payload: { type: boolean } }
  Dim: med: { payload: { type: number } }
";

#[test]
fn a_reference_is_told_unless_its_target_may_be_lost() {
    let files = [("a.yaml", DOCUMENT), ("messages.yaml", MESSAGES)];
    let (sources, findings) = Sources::link(&MemoryFiles::new(files), "a.yaml");
    assert_eq!(findings.len(), 1, "{findings:?}");
    let lowered = lower(&sources);
    let told: Vec<&str> = lowered
        .findings
        .iter()
        .filter(|finding| finding.rule.id == "unresolved-ref")
        .filter_map(|finding| finding.location.as_ref()?.pointer.as_deref())
        .collect();
    assert_eq!(
        told,
        [
            "/channels/lamps/messages/broken/$ref",
            "/channels/lamps/messages/own/$ref",
            "/components/messages/Whole/payload/$ref",
        ]
    );
}
