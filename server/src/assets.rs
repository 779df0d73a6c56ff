//! The files of the built site: what they are called, and the folder that serves them.

use crate::failure::Failure;
use app::components::{Assets, Stylesheet};
use app::context::{STYLESHEET_COOKIE, Settings};
use http::HeaderMap;
use leptos::config::LeptosOptions;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The name that stylesheet and scripts begin with.
const OUTPUT: &str = "diandiantong";
/// The folder of the site that holds what carries a hash in its name.
pub const PKG: &str = "pkg";
/// The script that answers for the site where there is no network.
pub const WORKER: &str = "service-worker.js";

/// The built site.
#[derive(Clone, Debug)]
pub struct Site {
    /// Its folder.
    pub folder: PathBuf,
    /// Where pages find stylesheet and icons.
    pub assets: Assets,
    /// The style sheet for browsers that don't have it yet; absent while its name says nothing of its content.
    pub first_stylesheet: Option<FirstStylesheet>,
    /// Where islands find their scripts.
    pub options: LeptosOptions,
    /// Whether names carry hashes, so that a file never changes under its name.
    pub hashed: bool,
    /// The files to be found at the root of the site, such as `favicon.svg`.
    pub root_files: Vec<String>,
}

impl Site {
    /// Reads what there is. It is not looked at again.
    ///
    /// # Errors
    /// [`Failure::NoSite`] if the folder isn't there.
    pub fn open(folder: &Path) -> Result<Self, Failure> {
        if !folder.join(PKG).is_dir() {
            return Err(Failure::NoSite(folder.to_owned()));
        }
        let (hash_file, hashes) = hashes(folder);
        let hashed = |name: &str, key: &str, ending: &str| match hashes.get(key) {
            Some(hash) => format!("/{PKG}/{name}.{hash}.{ending}"),
            None => format!("/{PKG}/{name}.{ending}"),
        };
        let stylesheet = hashed(OUTPUT, "css", "css");
        let assets = Assets {
            stylesheet: Stylesheet::Linked(stylesheet.clone()),
            desk_stylesheet: hashed("desk", "desk", "css"),
            icons: hashed("icons", "icons", "svg"),
            copy: hashed("copy", "copy", "js"),
            elder: hashed("elder", "elder", "js"),
            estates: hashed("estates", "estates", "js"),
            offline: hashed("offline", "offline", "js"),
            passkeys: hashed("passkeys", "passkeys", "js"),
            photos: hashed("photos", "photos", "js"),
            press: hashed("press", "press", "js"),
            sign_in: hashed("sign-in", "sign-in", "js"),
            ..Assets::default()
        };
        let options = LeptosOptions::builder()
            .output_name(OUTPUT)
            .site_root(folder.to_string_lossy().as_ref())
            .site_pkg_dir(PKG)
            .hash_file(hash_file.to_string_lossy().as_ref().into())
            .hash_files(!hashes.is_empty())
            .build();
        Ok(Self {
            folder: folder.to_owned(),
            assets,
            first_stylesheet: first_stylesheet(folder, &stylesheet, hashes.get("css")),
            options,
            hashed: !hashes.is_empty(),
            root_files: root_files(folder),
        })
    }
}

/// A style sheet that goes along in the page, so that a first visit need not wait for a second file.
#[derive(Clone, Debug)]
pub struct FirstStylesheet {
    hash: String,
    rules: Arc<str>,
}

impl FirstStylesheet {
    /// Whether this browser has been sent it before, by its cookie.
    #[must_use]
    pub fn is_known(&self, settings: Settings, headers: &HeaderMap) -> bool {
        settings.cookie_of(headers, STYLESHEET_COOKIE) == Some(&self.hash)
    }

    /// What the browser remembers that it was sent.
    #[must_use]
    pub fn hash(&self) -> &str {
        &self.hash
    }

    /// The rules, to stand in a page.
    #[must_use]
    pub fn within(&self) -> Stylesheet {
        Stylesheet::Within(self.rules.clone())
    }
}

fn first_stylesheet(folder: &Path, address: &str, hash: Option<&String>) -> Option<FirstStylesheet> {
    let rules = std::fs::read_to_string(folder.join(address.trim_start_matches('/'))).ok()?;
    Some(FirstStylesheet { hash: hash?.clone(), rules: rules.into() })
}

/// Where the hashes stand, and what they are by kind: in the site's folder, or beside the program,
/// where cargo-leptos writes them.
fn hashes(folder: &Path) -> (PathBuf, BTreeMap<String, String>) {
    let beside = std::env::current_exe().ok().and_then(|program| Some(program.parent()?.join("hash.txt")));
    // Leptos takes the path from the program's folder, so it has to be a whole one.
    let own = std::path::absolute(folder.join("hash.txt")).ok();
    for file in [own, beside].into_iter().flatten() {
        if let Ok(text) = std::fs::read_to_string(&file) {
            return (file, parse(&text));
        }
    }
    (PathBuf::from("hash.txt"), BTreeMap::new())
}

fn parse(text: &str) -> BTreeMap<String, String> {
    let pairs = text.lines().filter_map(|line| line.split_once(':'));
    pairs.map(|(kind, hash)| (kind.trim().to_owned(), hash.trim().to_owned())).collect()
}

fn root_files(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let files = entries.filter(|entry| entry.path().is_file());
    let names = files.filter_map(|entry| entry.file_name().into_string().ok());
    let plain =
        |name: &String| name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte));
    names.filter(|name| plain(name) && name != "hash.txt").collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_carry_their_hashes() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join(PKG)).unwrap();
        let hashes = "css: c1\njs: j1\nwasm: w1\nicons: i1\nelder: e1\noffline: o1\nphotos: p1\npress: q1\n";
        std::fs::write(folder.path().join("hash.txt"), hashes).unwrap();
        std::fs::write(folder.path().join("favicon.svg"), "<svg/>").unwrap();
        let site = Site::open(folder.path()).unwrap();
        let linked = Stylesheet::Linked("/pkg/diandiantong.c1.css".to_owned());
        assert_eq!(site.assets.stylesheet, linked);
        assert!(site.first_stylesheet.is_none(), "it isn't there");
        assert_eq!(site.assets.icons, "/pkg/icons.i1.svg");
        assert_eq!(site.assets.elder, "/pkg/elder.e1.js");
        assert_eq!(site.assets.offline, "/pkg/offline.o1.js");
        assert_eq!(site.assets.photos, "/pkg/photos.p1.js");
        assert_eq!(site.assets.press, "/pkg/press.q1.js");
        assert!(site.hashed && site.options.hash_files);
        assert!(Path::new(site.options.hash_file.as_ref()).is_absolute());
        assert_eq!(site.root_files, ["favicon.svg"]);
    }

    #[test]
    fn a_site_that_was_not_built_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        assert!(matches!(Site::open(folder.path()), Err(Failure::NoSite(_))));
    }
}
