//! Files named by their content, with brotli and gzip beside them, and the record of what they were made of.

use crate::failure::{Act, Failure};
use crate::setup::npm::hex;
use crate::workspace::{Workspace, files_below};
use flate2::write::GzEncoder;
use sha2::{Digest, Sha256};
use std::collections::HashSet;
use std::fs;
use std::io::Write;
use std::path::PathBuf;

const HASH_DIGITS: usize = 16;

/// A digest over everything that a part is made of.
#[derive(Clone)]
pub struct Fingerprint(Sha256);

impl Fingerprint {
    /// Begins with what bundles: its source and the libraries it is built with. The program itself would not do, since
    /// checks build it anew while it runs.
    ///
    /// # Errors
    /// [`Failure::Io`] when a file cannot be read.
    pub fn of_the_bundler(workspace: &Workspace) -> Result<Self, Failure> {
        let mut files = files_below(&workspace.file("xtask/src/bundle"), "rs")?;
        files.push(workspace.file("Cargo.lock"));
        Self(Sha256::new()).with_files(&files)
    }

    /// Takes files in: their names and contents.
    ///
    /// # Errors
    /// [`Failure::Io`] when one cannot be read.
    pub fn with_files(&self, files: &[PathBuf]) -> Result<Self, Failure> {
        let mut digest = self.0.clone();
        for file in files {
            let content = fs::read(file).map_err(Failure::io(Act::Read, file))?;
            digest.update(file.file_name().unwrap_or_default().as_encoded_bytes());
            digest.update(content.len().to_le_bytes());
            digest.update(content);
        }
        Ok(Self(digest))
    }

    fn text(&self) -> String {
        hex(&self.0.clone().finalize())
    }
}

/// A file still without its hash.
pub struct Part {
    /// What it is: the word in `hash.txt`.
    pub kind: &'static str,
    /// The name before the hash.
    pub stem: &'static str,
    /// The name after the hash.
    pub extension: &'static str,
    /// The content.
    pub bytes: Vec<u8>,
}

/// The files of one part, as they lie in `target/site/pkg`.
#[derive(Debug, PartialEq, Eq)]
pub struct Published {
    files: Vec<File>,
}

#[derive(Debug, PartialEq, Eq)]
struct File {
    kind: String,
    hash: String,
    name: String,
}

impl Published {
    /// What was published earlier from the same inputs, if it is all still there.
    pub fn unchanged(workspace: &Workspace, part: &str, fingerprint: &Fingerprint) -> Option<Self> {
        let record = fs::read_to_string(record_path(workspace, part)).ok()?;
        let known = Self::parse(&record, &fingerprint.text())?;
        let pkg = pkg(workspace);
        let whole = known.names().all(|name| pkg.join(name).is_file());
        whole.then_some(known)
    }

    /// Writes the files, plain and compressed, and then the record.
    ///
    /// # Errors
    /// [`Failure::Io`].
    pub fn write(
        workspace: &Workspace,
        part: &str,
        fingerprint: &Fingerprint,
        parts: &[Part],
    ) -> Result<Self, Failure> {
        let pkg = pkg(workspace);
        fs::create_dir_all(&pkg).map_err(Failure::io(Act::MakeFolder, &pkg))?;
        let mut files = Vec::new();
        for part in parts {
            let hash = content_hash(&part.bytes);
            let name = format!("{}.{hash}.{}", part.stem, part.extension);
            let versions =
                [("", part.bytes.clone()), (".br", brotli(&part.bytes)), (".gz", gzip(&part.bytes))];
            for (suffix, bytes) in versions {
                let path = pkg.join(format!("{name}{suffix}"));
                fs::write(&path, bytes).map_err(Failure::io(Act::Write, &path))?;
            }
            files.push(File { kind: part.kind.to_owned(), hash, name });
        }
        let published = Self { files };
        let record = record_path(workspace, part);
        if let Some(folder) = record.parent() {
            fs::create_dir_all(folder).map_err(Failure::io(Act::MakeFolder, folder))?;
        }
        fs::write(&record, published.record(&fingerprint.text()))
            .map_err(Failure::io(Act::Write, &record))?;
        Ok(published)
    }

    /// Removes files of earlier contents from the folder.
    ///
    /// # Errors
    /// [`Failure::Io`].
    pub fn remove_others(workspace: &Workspace, all: &[Self]) -> Result<(), Failure> {
        let wanted: HashSet<String> = all.iter().flat_map(Self::names).collect();
        let pkg = pkg(workspace);
        for entry in fs::read_dir(&pkg).map_err(Failure::io(Act::Read, &pkg))?.flatten() {
            let path = entry.path();
            if path.is_file() && !wanted.contains(entry.file_name().to_string_lossy().as_ref()) {
                fs::remove_file(&path).map_err(Failure::io(Act::Remove, &path))?;
            }
        }
        Ok(())
    }

    /// The lines of `hash.txt`, such as «css: 0123456789abcdef».
    pub fn hash_lines(&self) -> impl Iterator<Item = String> {
        self.files.iter().map(|file| format!("{}: {}\n", file.kind, file.hash))
    }

    /// The files' addresses in the site, such as «/pkg/icons.0123456789abcdef.svg».
    pub fn addresses(&self) -> impl Iterator<Item = String> {
        self.files.iter().map(|file| format!("/pkg/{}", file.name))
    }

    fn names(&self) -> impl Iterator<Item = String> {
        self.files.iter().flat_map(|file| ["", ".br", ".gz"].map(|suffix| format!("{}{suffix}", file.name)))
    }

    fn record(&self, fingerprint: &str) -> String {
        let lines = self.files.iter().map(|file| format!("{} {} {}\n", file.kind, file.hash, file.name));
        format!("{fingerprint}\n{}", lines.collect::<String>())
    }

    fn parse(record: &str, fingerprint: &str) -> Option<Self> {
        let mut lines = record.lines();
        if lines.next()? != fingerprint {
            return None;
        }
        let file = |line: &str| {
            let mut words = line.split(' ').map(str::to_owned);
            Some(File { kind: words.next()?, hash: words.next()?, name: words.next()? })
        };
        Some(Self { files: lines.map(file).collect::<Option<_>>()? })
    }
}

fn pkg(workspace: &Workspace) -> PathBuf {
    workspace.site().join("pkg")
}

fn record_path(workspace: &Workspace, part: &str) -> PathBuf {
    workspace.target("bundle").join(format!("{part}.record"))
}

fn content_hash(bytes: &[u8]) -> String {
    let mut digits = hex(&Sha256::digest(bytes));
    digits.truncate(HASH_DIGITS);
    digits
}

fn brotli(bytes: &[u8]) -> Vec<u8> {
    let mut compressed = Vec::new();
    let parameters = brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, ..Default::default() };
    // Reading and writing memory does not fail.
    let _ = brotli::BrotliCompress(&mut &*bytes, &mut compressed, &parameters);
    compressed
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), flate2::Compression::best());
    // As above.
    let _ = encoder.write_all(bytes);
    encoder.finish().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;

    fn published() -> Published {
        let file = File { kind: "css".to_owned(), hash: "0123".to_owned(), name: "a.0123.css".to_owned() };
        Published { files: vec![file] }
    }

    #[test]
    fn names_follow_the_content() {
        assert_eq!(content_hash(b""), "e3b0c44298fc1c14");
        assert_ne!(content_hash(b"a"), content_hash(b"b"));
    }

    #[test]
    fn a_record_is_read_back_for_the_same_inputs_only() {
        let record = published().record("f1");
        assert_eq!(Published::parse(&record, "f1"), Some(published()));
        assert_eq!(Published::parse(&record, "f2"), None);
        assert_eq!(published().hash_lines().collect::<String>(), "css: 0123\n");
        assert_eq!(published().addresses().collect::<String>(), "/pkg/a.0123.css");
    }

    #[test]
    fn a_fingerprint_knows_names_contents_and_their_borders() {
        let folder = tempfile::tempdir().unwrap();
        let file = |name: &str, content: &str| {
            let path = folder.path().join(name);
            fs::write(&path, content).unwrap();
            path
        };
        let print = |files: &[PathBuf]| Fingerprint(Sha256::new()).with_files(files).unwrap().text();
        let first = print(&[file("a", "1"), file("b", "2")]);
        assert_eq!(first, print(&[file("a", "1"), file("b", "2")]));
        assert_ne!(first, print(&[file("a", "12"), file("b", "")]));
        assert_ne!(first, print(&[file("a", "1"), file("c", "2")]));
    }

    #[test]
    fn compressed_files_hold_the_same() {
        let text = "点单派单接单".repeat(100).into_bytes();
        let mut plain = Vec::new();
        brotli::BrotliDecompress(&mut &*brotli(&text), &mut plain).unwrap();
        assert_eq!(plain, text);
        plain.clear();
        flate2::read::GzDecoder::new(&*gzip(&text)).read_to_end(&mut plain).unwrap();
        assert_eq!(plain, text);
    }
}
