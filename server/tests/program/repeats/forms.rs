//! Forms as a browser without scripts reads them from a page.

/// A form of a page, filled in as it came.
#[derive(Clone, Debug, Default)]
pub struct Form {
    /// Its fields and their values, in the order of the page.
    pub fields: Vec<(String, String)>,
}

impl Form {
    /// What a field holds.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.fields.iter().find(|(field, _)| field == name).map(|(_, value)| value.as_str())
    }

    /// The same form with other values in some fields.
    pub fn with(mut self, values: &[(&str, &str)]) -> Self {
        for (name, value) in values {
            self.fields.retain(|(field, _)| field != name);
            self.fields.push(((*name).to_owned(), (*value).to_owned()));
        }
        self
    }

    /// As it is posted.
    pub fn body(&self) -> String {
        serde_urlencoded::to_string(&self.fields).unwrap()
    }
}

/// The forms of a page that are posted to this address.
pub fn forms(page: &str, action: &str) -> Vec<Form> {
    let all = page.split("<form").skip(1).map(|rest| rest.split("</form>").next().unwrap_or_default());
    all.filter(|form| attribute(form.split('>').next().unwrap(), "action").as_deref() == Some(action))
        .map(|form| Form { fields: fields(form) })
        .collect()
}

fn fields(form: &str) -> Vec<(String, String)> {
    let mut fields = Vec::new();
    for part in form.split('<').skip(1) {
        let (tag, text) = part.split_once('>').unwrap_or((part, ""));
        let name = attribute(tag, "name");
        match tag.split_whitespace().next().unwrap_or_default() {
            "input" => fields.extend(name.zip(typed(tag))),
            // The first line break belongs to the markup.
            "textarea" => fields.extend(name.zip(Some(plain(text.strip_prefix('\n').unwrap_or(text))))),
            "select" => fields.extend(name.map(|name| (name, String::new()))),
            "option" => {
                let value = attribute(tag, "value").unwrap_or_default();
                let chosen = fields.last_mut().map(|(_, chosen)| chosen);
                if let Some(chosen) = chosen.filter(|_| has(tag, "selected")) {
                    *chosen = value;
                }
            }
            _ => {}
        }
    }
    fields
}

/// What an input holds, if it is sent.
fn typed(tag: &str) -> Option<String> {
    let value = attribute(tag, "value");
    match attribute(tag, "type").as_deref() {
        Some("checkbox" | "radio") if !has(tag, "checked") => None,
        Some("checkbox" | "radio") => Some(value.unwrap_or_else(|| "on".to_owned())),
        Some("file") => None,
        _ => Some(value.unwrap_or_default()),
    }
}

fn has(tag: &str, attribute: &str) -> bool {
    tag.split_whitespace().any(|word| word == attribute || word.starts_with(&format!("{attribute}=")))
}

/// An attribute of a tag, read.
pub fn attribute(tag: &str, name: &str) -> Option<String> {
    let rest = tag.split(&format!(" {name}=\"")).nth(1)?;
    Some(plain(rest.split('"').next()?))
}

fn plain(html: &str) -> String {
    let entities = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#x27;", "'"), ("&amp;", "&")];
    entities.iter().fold(html.to_owned(), |text, (entity, sign)| text.replace(entity, sign))
}
