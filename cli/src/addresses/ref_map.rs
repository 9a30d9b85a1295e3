//! `--ref-map`: files that take the place of addresses.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use tidings_source::{DiskFiles, Files, ReadError};

/// Files and folders by the address, or the start of an address, whose place they take.
#[derive(Debug, Default)]
pub(super) struct RefMap {
    places: BTreeMap<String, PathBuf>,
}

impl RefMap {
    /// Reads a map from a JSON file, or a TOML file of any other name; its paths are relative to the file.
    pub(super) fn read(path: &Path) -> anyhow::Result<Self> {
        let shown = path.display();
        let text = std::fs::read_to_string(path)
            .with_context(|| format!("the map {shown} cannot be read"))?;
        let is_json = path
            .extension()
            .is_some_and(|extension| extension == "json");
        let entries: BTreeMap<String, PathBuf> = if is_json {
            serde_json::from_str(&text).with_context(|| no_map(path))?
        } else {
            toml::from_str(&text).with_context(|| no_map(path))?
        };
        let folder = path.parent().unwrap_or(Path::new(""));
        let mut places = BTreeMap::new();
        for (address, place) in entries {
            if address.contains('#') {
                bail!(
                    "{shown}: `{address}` has a fragment; a file takes the place of a whole address"
                );
            }
            let place = folder.join(place);
            if address.ends_with('/') && !place.is_dir() {
                let place = place.display();
                bail!(
                    "{shown}: `{address}` ends with `/`, so {place} must be a folder, and it is none"
                );
            }
            places.insert(address, place);
        }
        Ok(Self { places })
    }

    /// What the file holds that takes the place of `address`; `None` if none does.
    pub(super) fn read_address(&self, address: &str) -> Option<Result<Vec<u8>, ReadError>> {
        let (folder, name) = self.place_of(address)?;
        let read = DiskFiles::new(&folder).read(&name);
        Some(read.map_err(|error| {
            let place = folder.join(&name);
            let place = place.display();
            ReadError::Unreachable(format!("the map names {place} in its place, and {error}"))
        }))
    }

    /// The folder that must not be left, and the path in it.
    fn place_of(&self, address: &str) -> Option<(PathBuf, String)> {
        if let Some(file) = self.places.get(address) {
            let name = file.file_name()?.to_string_lossy().into_owned();
            return Some((file.parent()?.to_owned(), name));
        }
        // Of two starts the longer one says more; it comes later.
        let mut starts = self.places.range(..address.to_owned()).rev();
        let (start, folder) =
            starts.find(|(start, _)| start.ends_with('/') && address.starts_with(*start))?;
        let rest = address[start.len()..].split('?').next()?;
        Some((folder.clone(), rest.to_owned()))
    }
}

fn no_map(path: &Path) -> String {
    let path = path.display();
    format!("{path} is no map: it needs addresses as keys and paths as values")
}
