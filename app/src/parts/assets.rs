//! Where the browser finds the files that every page needs.

/// The addresses of the bundle's files, with their content hashes.
///
/// The server provides it as a context; without one, the unhashed names are used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assets {
    /// The sprite with one `<symbol>` per file of `style/icons`, named like the file.
    pub icons: String,
    /// The bundled stylesheet.
    pub stylesheet: String,
    /// The script that makes pictures small and sends them.
    pub photos: String,
    /// The picture in the browser's tab.
    pub favicon: String,
}

impl Default for Assets {
    fn default() -> Self {
        Self {
            icons: "/pkg/icons.svg".to_owned(),
            stylesheet: "/pkg/diandiantong.css".to_owned(),
            photos: "/pkg/photos.js".to_owned(),
            favicon: "/favicon.svg".to_owned(),
        }
    }
}

impl Assets {
    /// The addresses provided for this page, or the unhashed ones.
    pub fn current() -> Self {
        leptos::prelude::use_context().unwrap_or_default()
    }
}
