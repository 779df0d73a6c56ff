//! Whether a file is there to its end. The decoder of JPEG paints the rest grey where it isn't.

use image::ImageFormat;

/// Whether nothing is missing at the end of a picture of this format; what stands behind its end doesn't matter.
pub(super) fn is_whole(format: ImageFormat, file: &[u8]) -> bool {
    match format {
        ImageFormat::Jpeg => jpeg(file).is_some(),
        ImageFormat::Png => png(file).is_some(),
        ImageFormat::WebP => webp(file).is_some(),
        _ => true,
    }
}

/// Goes from marker to marker up to that of the end; pictures within segments are jumped over.
fn jpeg(file: &[u8]) -> Option<()> {
    let mut at = 2;
    loop {
        // Bytes between two segments are the coded picture. There, FF 00 is a byte, and D0 to D7 are only steps.
        at += file.get(at..)?.iter().position(|byte| *byte == 0xff)? + 1;
        match *file.get(at)? {
            0xff => {}
            0x00 | 0x01 | 0xd0..=0xd8 => at += 1,
            0xd9 => return Some(()),
            _ => at += 1 + usize::from(u16::from_be_bytes(file.get(at + 1..at + 3)?.try_into().ok()?)),
        }
    }
}

/// Goes from chunk to chunk: a length, a name, so many bytes, a sum.
fn png(file: &[u8]) -> Option<()> {
    let mut at: usize = 8;
    loop {
        let length = u32::from_be_bytes(file.get(at..at.checked_add(4)?)?.try_into().ok()?);
        let end = at.checked_add(12)?.checked_add(usize::try_from(length).ok()?)?;
        let name = file.get(..end)?.get(at + 4..at + 8)?;
        if name == b"IEND" {
            return Some(());
        }
        at = end;
    }
}

/// It says at its beginning how long it is.
fn webp(file: &[u8]) -> Option<()> {
    let length = u32::from_le_bytes(file.get(4..8)?.try_into().ok()?);
    file.get(..usize::try_from(length).ok()?.checked_add(8)?).map(|_| ())
}
