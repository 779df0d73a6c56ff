//! Where the browser finds the files that every page needs.

use super::Stylesheet;

/// The addresses of the bundle's files, with their content hashes.
///
/// The server provides it as a context; without one, the unhashed names are used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assets {
    /// The sprite with one `<symbol>` per file of `style/icons`, named like the file.
    pub icons: String,
    /// The bundled stylesheet.
    pub stylesheet: Stylesheet,
    /// The style sheet of desks and of what is made for paper, beside the other.
    pub desk_stylesheet: String,
    /// The script that copies an address.
    pub copy: String,
    /// The script of elder mode.
    pub elder: String,
    /// The script that finds estates by what is typed.
    pub estates: String,
    /// The script that asks the browser for passkeys.
    pub passkeys: String,
    /// The script that makes pictures small and sends them.
    pub photos: String,
    /// The script that says of a pressed form that it is on its way.
    pub press: String,
    /// The script of the page that asks for a one-time code.
    pub sign_in: String,
    /// The picture in the browser's tab.
    pub favicon: String,
    /// What lets the browser install the application.
    pub manifest: String,
    /// What an installed application is shown by where the manifest isn't read.
    pub touch_icon: String,
    /// The script that keeps pages and changes on the phone.
    pub offline: String,
}

impl Default for Assets {
    fn default() -> Self {
        Self {
            icons: "/pkg/icons.svg".to_owned(),
            stylesheet: Stylesheet::Linked("/pkg/diandiantong.css".to_owned()),
            desk_stylesheet: "/pkg/desk.css".to_owned(),
            copy: "/pkg/copy.js".to_owned(),
            elder: "/pkg/elder.js".to_owned(),
            estates: "/pkg/estates.js".to_owned(),
            passkeys: "/pkg/passkeys.js".to_owned(),
            photos: "/pkg/photos.js".to_owned(),
            press: "/pkg/press.js".to_owned(),
            sign_in: "/pkg/sign-in.js".to_owned(),
            favicon: "/favicon.svg".to_owned(),
            manifest: "/manifest.webmanifest".to_owned(),
            touch_icon: "/icon-180.png".to_owned(),
            offline: "/pkg/offline.js".to_owned(),
        }
    }
}

impl Assets {
    /// The addresses provided for this page, or the unhashed ones.
    pub fn current() -> Self {
        leptos::prelude::use_context().unwrap_or_default()
    }
}
