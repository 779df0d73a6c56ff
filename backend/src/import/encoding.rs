//! In which encoding a file was written. What is certain is read; what is a guess is asked about.

use super::{ImportError, ImportFailure, ImportFile};
use encoding_rs::{Encoding, GB18030, UTF_16BE, UTF_16LE};
use std::borrow::Cow;
use strum::{Display, EnumString, IntoStaticStr};

/// The most characters of a sample.
const SAMPLE: usize = 20;
/// What spreadsheets put in front of UTF-8.
const MARK: &str = "\u{feff}";

/// An encoding that somebody names for a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Display, EnumString, IntoStaticStr)]
pub enum FileEncoding {
    /// UTF-8.
    #[strum(to_string = "UTF-8")]
    Utf8,
    /// GB18030, and GBK within it: what spreadsheets in China write unless they are asked for UTF-8.
    #[strum(to_string = "GB18030")]
    Gb18030,
    /// UTF-16.
    #[strum(to_string = "UTF-16")]
    Utf16,
}

/// A file that was read by an encoding that somebody named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recoded {
    /// The file in UTF-8, marked as such.
    pub bytes: Vec<u8>,
    /// A word of it, by which a person sees whether it was read right; empty if it holds no Chinese.
    pub sample: String,
}

/// Reads a file by the encoding that it is said to have.
///
/// # Errors
/// [`ImportFailure`] if it can't be of that encoding.
pub fn recode(file: ImportFile<'_>, encoding: FileEncoding) -> Result<Recoded, ImportFailure> {
    let text = match encoding {
        FileEncoding::Utf8 => std::str::from_utf8(file.bytes).ok().map(Cow::Borrowed),
        FileEncoding::Gb18030 => decoded(GB18030, file.bytes).map(Cow::Owned),
        FileEncoding::Utf16 => utf16(file.bytes).map(Cow::Owned),
    };
    let text = text.ok_or_else(|| {
        let reason = format!("不是 {encoding} 编码，请换一种，或在表格软件里另存为“CSV UTF-8”");
        ImportFailure::rows(vec![error(&file, 1, reason)])
    })?;
    let text = text.strip_prefix(MARK).unwrap_or(&text);
    Ok(Recoded {
        sample: sample(text).unwrap_or_default().to_owned(),
        bytes: format!("{MARK}{text}").into_bytes(),
    })
}

/// The text of a file, without the mark that spreadsheets put in front of it.
///
/// UTF-8, and UTF-16 with its mark, are certain. Anything else is refused with what it seems to be and how to say so:
/// a name read by the wrong encoding is another person's name.
pub(super) fn text(file: ImportFile<'_>) -> Result<Cow<'_, str>, ImportError> {
    let bytes = file.bytes;
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"\xd0\xcf\x11\xe0") {
        return Err(error(&file, 1, "这是 Excel 文件，请在表格软件里另存为“CSV UTF-8”再导入".to_owned()));
    }
    if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") {
        let reason = || "是 UTF-16 编码，可是不完整，请在表格软件里另存为“CSV UTF-8”再导入".to_owned();
        return utf16(bytes).map(Cow::Owned).ok_or_else(|| error(&file, 1, reason()));
    }
    let text = std::str::from_utf8(bytes).map_err(|wrong| {
        let before = bytes.get(..wrong.valid_up_to()).unwrap_or_default();
        let line = 1 + before.iter().filter(|byte| **byte == b'\n').count() as u64;
        error(&file, line, not_utf8(bytes))
    })?;
    if let Some(marked) = text.strip_prefix(MARK) {
        return Ok(Cow::Borrowed(marked));
    }
    if text.contains('\0') {
        let reason = "像是 UTF-16 编码。对的话加上 --encoding utf-16 再导入，或在表格软件里另存为“CSV UTF-8”";
        return Err(error(&file, 1, reason.to_owned()));
    }
    match either(text) {
        Some((line, reason)) => Err(error(&file, line, reason)),
        None => Ok(Cow::Borrowed(text)),
    }
}

/// What to say of a file that is no UTF-8.
fn not_utf8(bytes: &[u8]) -> String {
    match decoded(GB18030, bytes) {
        Some(text) => format!(
            "不是 UTF-8 编码，像是 GB18030（GBK）：这样读，里面有“{}”。\
             对的话加上 --encoding gb18030 再导入；不对就在表格软件里另存为“CSV UTF-8”",
            sample(&text).unwrap_or_default()
        ),
        None => "不是 UTF-8 编码，也认不出是哪一种，请在表格软件里另存为“CSV UTF-8”再导入".to_owned(),
    }
}

/// A file that makes sense in two encodings: its Chinese names would be Latin letters with marks in the other.
fn either(text: &str) -> Option<(u64, String)> {
    // One character of three bytes, which all Chinese ones are, settles it.
    if text.is_ascii() || text.chars().any(|character| character > '\u{7ff}') {
        return None;
    }
    let other = decoded(GB18030, text.as_bytes())?;
    let chinese = sample(&other)?;
    let (place, line) = text.lines().enumerate().find(|(_, line)| !line.is_ascii())?;
    let latin = fields(line).find(|field| !field.is_ascii()).map(short)?;
    let reason = format!(
        "看不出是哪种编码：按 UTF-8 读有“{latin}”，按 GB18030（GBK）读有“{chinese}”。\
         请加上 --encoding utf-8 或 --encoding gb18030 写明"
    );
    Some((place as u64 + 1, reason))
}

fn decoded(encoding: &'static Encoding, bytes: &[u8]) -> Option<String> {
    let text = encoding.decode_without_bom_handling_and_without_replacement(bytes)?;
    Some(text.into_owned())
}

fn utf16(bytes: &[u8]) -> Option<String> {
    let (encoding, rest) = match bytes {
        [0xff, 0xfe, rest @ ..] => (UTF_16LE, rest),
        [0xfe, 0xff, rest @ ..] => (UTF_16BE, rest),
        // Without a mark the zeros of the header tell: «p», 0.
        [0, ..] => (UTF_16BE, bytes),
        _ => (UTF_16LE, bytes),
    };
    decoded(encoding, rest).filter(|text| !text.contains('\0'))
}

/// The first field with a Chinese character.
fn sample(text: &str) -> Option<&str> {
    let chinese = |character: char| ('\u{4e00}'..='\u{9fff}').contains(&character);
    text.lines().flat_map(fields).find(|field| field.contains(chinese)).map(short)
}

fn fields(line: &str) -> impl Iterator<Item = &str> {
    line.split([',', '\t', '"']).map(str::trim)
}

fn short(field: &str) -> &str {
    field.char_indices().nth(SAMPLE).map_or(field, |(end, _)| &field[..end])
}

fn error(file: &ImportFile<'_>, line: u64, reason: String) -> ImportError {
    ImportError { file: file.name.to_owned(), line, column: String::new(), reason }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(bytes: &[u8]) -> String {
        text(ImportFile { name: "people.csv", bytes }).unwrap_err().to_string()
    }

    #[test]
    fn what_is_certain_is_read() {
        for bytes in [
            "name\n王秀英\nJosé\n".as_bytes().to_vec(),
            "\u{feff}name\nJosé\n".as_bytes().to_vec(),
            b"name\nWang\n".to_vec(),
        ] {
            let file = ImportFile { name: "people.csv", bytes: &bytes };
            assert!(text(file).unwrap().starts_with("name\n"));
        }
        let written = "\u{feff}name\r\n王秀英\r\n";
        let little: Vec<u8> = written.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = written.encode_utf16().flat_map(u16::to_be_bytes).collect();
        for bytes in [little, big] {
            assert_eq!(text(ImportFile { name: "people.csv", bytes: &bytes }).unwrap(), "name\r\n王秀英\r\n");
        }
    }

    #[test]
    fn a_guess_is_asked_about_with_a_sample() {
        let (bytes, ..) = GB18030.encode("name\n陈静\n王秀英𬸚\n");
        let told = refused(&bytes);
        assert!(
            told.contains("第 2 行") && told.contains("陈静") && told.contains("--encoding gb18030"),
            "{told}"
        );
        let file = ImportFile { name: "people.csv", bytes: &bytes };
        let recoded = recode(file, FileEncoding::Gb18030).unwrap();
        assert_eq!(
            (recoded.sample.as_str(), recoded.bytes.as_slice()),
            ("陈静", "\u{feff}name\n陈静\n王秀英𬸚\n".as_bytes())
        );
        let other = recode(file, FileEncoding::Utf8).unwrap_err().to_string();
        assert!(other.contains("不是 UTF-8 编码"), "{other}");
    }

    #[test]
    fn names_that_make_sense_in_two_encodings_are_asked_about() {
        // «隆武» in GBK is C2 A1 CE E4 …; this one has only pairs that UTF-8 takes as well.
        let bytes = [b"name\n".as_slice(), &[0xc2, 0xb7, 0xcd, 0xa8], b"\n"].concat();
        assert!(std::str::from_utf8(&bytes).is_ok());
        let told = refused(&bytes);
        assert!(
            told.contains("第 2 行") && told.contains("路通") && told.contains("--encoding utf-8"),
            "{told}"
        );
        let file = ImportFile { name: "people.csv", bytes: &bytes };
        assert_eq!(recode(file, FileEncoding::Gb18030).unwrap().sample, "路通");
        let told =
            text(ImportFile { name: "people.csv", bytes: &recode(file, FileEncoding::Utf8).unwrap().bytes })
                .map(Cow::into_owned);
        assert_eq!(told.unwrap(), String::from_utf8(bytes.clone()).unwrap());
    }

    #[test]
    fn utf_16_without_its_mark_is_asked_about() {
        let bytes: Vec<u8> = "name\nWang\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert!(refused(&bytes).contains("--encoding utf-16"));
        let recoded = recode(ImportFile { name: "people.csv", bytes: &bytes }, FileEncoding::Utf16).unwrap();
        assert_eq!(recoded.bytes, "\u{feff}name\nWang\n".as_bytes());
    }

    #[test]
    fn what_is_no_text_is_refused() {
        assert!(refused(b"PK\x03\x04").contains("Excel"));
        assert!(refused(b"\xff\x00\xff\xff").contains("认不出"));
    }
}
