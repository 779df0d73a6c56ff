//! Translates a whole page, or what a script asked for.

use crate::catalogue::{Catalogue, CatalogueError, sentences};
use crate::kept::{around, without_marks};
use crate::steps::Steps;
use domain::accounts::Locale;
use ferrous_opencc::OpenCC;
use ferrous_opencc::config::BuiltinConfig;
use lol_html::errors::RewritingError;
use lol_html::html_content::{ContentType, Element, TextChunk};
use lol_html::{RewriteStrSettings, element, rewrite_str, text};
use serde_json::{Map, Value};
use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::rc::Rc;

/// Attributes that people read or hear.
const READ: [&str; 8] =
    ["alt", "aria-description", "aria-label", "data-label", "data-later", "label", "placeholder", "title"];
/// What people wrote, and what machines read.
const LEFT_ALONE: &str = "[translate=no], script, style, textarea";

/// What a page may cost: a hundred times as much as the largest do. What then is left stays Chinese.
const STEPS: usize = 500_000;

/// Translates finished pages into the locale of the reader.
pub struct Translator {
    english: Catalogue,
    traditional: Catalogue,
    /// What the scripts of a page say, as they find it there.
    english_script: String,
    traditional_script: String,
}

impl Translator {
    /// With the catalogues of the program.
    ///
    /// # Errors
    /// [`CatalogueError`]: the program should not start.
    pub fn load() -> Result<Self, CatalogueError> {
        let english = Catalogue::parse(&[
            include_str!("../en/pages.po"),
            include_str!("../en/services.po"),
            include_str!("../en/joints.po"),
        ])?;
        // Characters as they are written in Taiwan. Its words are not put in place of ours: 社区 would become another thing.
        let tables = OpenCC::from_config(BuiltinConfig::S2tw)
            .map_err(|error| CatalogueError::Characters(error.to_string()))?;
        // An echo (迴音) is never meant.
        let convert = |sentence: &str| tables.convert(sentence).replace("迴音", "回音");
        let traditional = english.in_other_characters(convert)?;
        let sentences = sentences(include_str!("../en/scripts.po"))?;
        let english_script = table(sentences.iter().map(|(sentence, words)| (sentence, words.clone())));
        let converted = sentences.iter().map(|(sentence, _)| (sentence, convert(sentence)));
        let traditional_script = table(converted);
        Ok(Self { english, traditional, english_script, traditional_script })
    }

    /// A text.
    #[must_use]
    pub fn text<'t>(&self, locale: Locale, text: &'t str) -> Cow<'t, str> {
        self.text_within(locale, text, &Steps::new(STEPS))
    }

    fn text_within<'t>(&self, locale: Locale, text: &'t str, page: &Steps) -> Cow<'t, str> {
        let catalogue = match locale {
            Locale::Simplified => return without_marks(text),
            Locale::Traditional => &self.traditional,
            Locale::English => &self.english,
        };
        around(text, |text| catalogue.translate(text, page))
    }

    /// Every text in what a script asked for.
    pub fn value(&self, locale: Locale, value: &mut Value) {
        self.value_within(locale, value, &Steps::new(STEPS));
    }

    fn value_within(&self, locale: Locale, value: &mut Value, page: &Steps) {
        match value {
            Value::String(text) => *text = self.text_within(locale, text, page).into_owned(),
            Value::Array(values) => {
                values.iter_mut().for_each(|value| self.value_within(locale, value, page));
            }
            Value::Object(fields) => {
                fields.values_mut().for_each(|value| self.value_within(locale, value, page));
            }
            Value::Null | Value::Bool(_) | Value::Number(_) => {}
        }
    }

    /// A page.
    ///
    /// # Errors
    /// [`RewritingError`] for what is no HTML.
    pub fn document(&self, locale: Locale, html: &str) -> Result<String, RewritingError> {
        let script = match locale {
            Locale::Simplified => return Ok(html.to_owned()),
            Locale::Traditional => &self.traditional_script,
            Locale::English => &self.english_script,
        };
        let steps = Steps::new(STEPS);
        let depth = Rc::new(Cell::new(0_usize));
        let unfinished = RefCell::new(String::new());
        let inner = Rc::clone(&depth);
        let handlers = vec![
            element!("html", |root| Ok(root.set_attribute("lang", locale.tag())?)),
            element!("head", |head| {
                head.append(script, ContentType::Html);
                Ok(())
            }),
            element!(LEFT_ALONE, move |element| leave_alone(element, &inner)),
            element!("*", |element| {
                for name in READ {
                    if let Some(words) = element.get_attribute(name)
                        && depth.get() == 0
                    {
                        element.set_attribute(name, &self.text_within(locale, &words, &steps))?;
                    }
                }
                Ok(())
            }),
            text!("*", |chunk| {
                if depth.get() == 0 {
                    whole_text(chunk, &mut unfinished.borrow_mut(), |text| {
                        self.text_within(locale, text, &steps)
                    });
                }
                Ok(())
            }),
        ];
        let settings = RewriteStrSettings::new();
        let settings =
            handlers.into_iter().fold(settings, RewriteStrSettings::append_element_content_handler);
        // Marks in other attributes, too, are for this pass alone.
        rewrite_str(html, settings).map(|said| without_marks(&said).into_owned())
    }
}

/// The table of the page's scripts (`frontend/scripts/words.mjs`).
fn table<'s>(sentences: impl Iterator<Item = (&'s String, String)>) -> String {
    let table: Map<String, Value> =
        sentences.map(|(sentence, words)| (sentence.clone(), Value::String(words))).collect();
    format!(r#"<script type="application/json" id="words">{}</script>"#, Value::Object(table))
}

/// Counts how deep one is in what is left alone.
fn leave_alone(element: &mut Element<'_, '_>, depth: &Rc<Cell<usize>>) -> lol_html::HandlerResult {
    if element.can_have_content() {
        depth.set(depth.get() + 1);
        let depth = Rc::clone(depth);
        element.on_end_tag(Box::new(move |_| {
            depth.set(depth.get() - 1);
            Ok(())
        }))?;
    }
    Ok(())
}

/// A text may come in pieces: it is said once it is whole.
fn whole_text(chunk: &mut TextChunk<'_>, unfinished: &mut String, said: impl Fn(&str) -> Cow<'_, str>) {
    unfinished.push_str(chunk.as_str());
    if chunk.last_in_text_node() {
        let text = std::mem::take(unfinished);
        // Entities stay as they are: neither catalogue nor tables have any.
        chunk.replace(&said(&text), ContentType::Html);
    } else {
        chunk.remove();
    }
}
