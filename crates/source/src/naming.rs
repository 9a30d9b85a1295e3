//! What references name, in words that two versions of a document have in common.

use std::hash::{DefaultHasher, Hash, Hasher};

use tidings_diag::FileId;

use crate::Sources;
use crate::address::is_address;
use crate::reference::{Place, Target};

impl Sources {
    /// What the reference `reference`, written in file `from`, names: a path as the document sees it, or an address, and
    /// the place there.
    ///
    /// A reference that leads nowhere is known by this alone: two that name the same mean the same, whatever that is.
    /// Of another file that was read the name tells the content, too, because something in there may be what was meant.
    ///
    /// # Panics
    ///
    /// When `from` comes from other sources that have more files.
    pub fn name_of_target(&self, from: FileId, reference: &str) -> String {
        let from_path = &self.file(from).path;
        let target = Target::of(reference, from_path);
        let place = match &target.place {
            Place::Here => from_path,
            Place::File(path) | Place::Remote(path) => path,
        };
        let fragment = &target.fragment;
        let document = self.files().first().map_or("", |source| &source.path);
        if place == document {
            return format!("#{fragment}");
        }
        let seen = match is_address(place) {
            true => place.clone(),
            false => seen_from(document, place),
        };
        match self.loaded().place(from, &target) {
            Ok(file) => {
                let mut hasher = DefaultHasher::new();
                file.tree.text().hash(&mut hasher);
                format!("{seen}#{fragment} in {:x}", hasher.finish())
            }
            Err(_) => format!("{seen}#{fragment}"),
        }
    }
}

/// The path `path` as a reference in the file `document` would write it.
fn seen_from(document: &str, path: &str) -> String {
    let folder: Vec<&str> = document.split('/').collect();
    let folder = &folder[..folder.len() - 1];
    let segments: Vec<&str> = path.split('/').collect();
    let pairs = folder.iter().zip(&segments[..segments.len() - 1]);
    let common = pairs.take_while(|(one, other)| one == other).count();
    let up = folder[common..].iter().map(|_| "..");
    let down = segments[common..].iter().copied();
    up.chain(down).collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use crate::{MemoryFiles, Sources};

    /// What `reference` names in the document `path`, beside which `files` lie.
    fn name(path: &str, files: &[(&str, &str)], reference: &str) -> String {
        let document = format!("a: {{ $ref: '{reference}' }}");
        let all = files
            .iter()
            .map(|(path, text)| (*path, (*text).to_owned()))
            .chain([(path, document)]);
        let (sources, _) = Sources::link(&MemoryFiles::new(all), path);
        sources.name_of_target(sources.files()[0].tree.file(), reference)
    }

    #[test]
    fn the_same_place_has_one_name() {
        assert_eq!(name("a.yaml", &[], "#/b"), "#/b");
        assert_eq!(name("a.yaml", &[], "a.yaml#/b"), "#/b");
        assert_eq!(name("v1/a.yaml", &[], "./c.yaml#/b"), "c.yaml#/b");
        assert_eq!(name("v2/a.yaml", &[], "../v2/c.yaml#/b"), "c.yaml#/b");
        assert_eq!(name("v2/a.yaml", &[], "../c.yaml"), "../c.yaml#");
        assert_eq!(name("a.yaml", &[], "https://h/c#b"), "https://h/c#b");
    }

    #[test]
    fn another_file_is_named_with_its_content() {
        let file = |text| name("a.yaml", &[("c.yaml", text)], "c.yaml#/b");
        assert_eq!(file("c: 1"), file("c: 1"));
        assert_ne!(file("c: 1"), file("c: 2"));
    }
}
