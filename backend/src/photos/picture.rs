//! What was sent, made into a picture that is small, upright, and says nothing but what it shows.
//!
//! It is decoded and encoded anew: what stood beside the picture (where and when it was taken, by which telephone,
//! and whatever else was hidden in the file) is gone, and what is no picture doesn't come through.

use crate::AppError;
use domain::photos::{PHOTO_BYTES, PHOTO_EDGE, PhotoError, UPLOAD_BYTES, UPLOAD_PIXELS};
use image::codecs::jpeg::JpegEncoder;
use image::error::LimitErrorKind;
use image::imageops::thumbnail;
use image::metadata::Orientation;
use image::{
    DynamicImage, ImageDecoder, ImageError, ImageFormat, ImageReader, Limits, Rgb, RgbImage, RgbaImage,
};
use sha2::{Digest, Sha256};
use std::io::Cursor;
use tokio::sync::Semaphore;
use tokio::task::spawn_blocking;
use whole::is_whole;

mod whole;

/// One is decoded at a time: with its copies each may take two to three times [`MEMORY`].
static AT_WORK: Semaphore = Semaphore::const_new(1);
/// The most bytes that a decoded picture may take: as many pixels as are taken, seen through, with a byte a colour.
const MEMORY: u64 = UPLOAD_PIXELS * 4;
/// How much is kept of the picture's quality, tried in turn until the bytes are few enough.
const QUALITIES: [u8; 4] = [82, 72, 60, 48];

/// A picture as it is kept: JPEG.
#[derive(Debug)]
pub(super) struct Picture {
    pub(super) bytes: Vec<u8>,
    pub(super) width: u32,
    pub(super) height: u32,
    /// In hexadecimal digits.
    pub(super) sha256: String,
}

/// Makes what was sent into a picture, beside the threads that answer; one after the other.
pub(super) async fn remade(sent: Vec<u8>) -> Result<Picture, AppError> {
    let permit = AT_WORK.acquire().await.map_err(|error| AppError::internal(&error))?;
    // The permit goes with the work, which goes on when nobody waits for it any more.
    let work = spawn_blocking(move || {
        let _permit = permit;
        remake(&sent)
    });
    Ok(work.await.map_err(|error| AppError::internal(&error))??)
}

/// The SHA-256 of bytes, in hexadecimal digits.
pub(super) fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

fn remake(sent: &[u8]) -> Result<Picture, PhotoError> {
    if sent.len() > UPLOAD_BYTES {
        return Err(PhotoError::TooLarge);
    }
    let (picture, orientation) = decoded(sent)?;
    let mut picture = DynamicImage::from(fitted(on_white(picture), PHOTO_EDGE));
    picture.apply_orientation(orientation);
    encoded(picture.into_rgb8())
}

/// The picture and how it is to be turned. Its size is looked at before memory is taken for it.
fn decoded(sent: &[u8]) -> Result<(DynamicImage, Orientation), PhotoError> {
    let mut reader =
        ImageReader::new(Cursor::new(sent)).with_guessed_format().map_err(|_| PhotoError::NotAPicture)?;
    match reader.format() {
        Some(format @ (ImageFormat::Jpeg | ImageFormat::Png | ImageFormat::WebP)) => {
            if !is_whole(format, sent) {
                return Err(PhotoError::Truncated);
            }
        }
        _ if is_heic(sent) => return Err(PhotoError::Heic),
        _ => return Err(PhotoError::NotAPicture),
    }
    let mut limits = Limits::default();
    limits.max_alloc = Some(MEMORY);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(refused)?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > UPLOAD_PIXELS || decoder.total_bytes() > MEMORY {
        return Err(PhotoError::TooManyPixels);
    }
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    Ok((DynamicImage::from_decoder(decoder).map_err(refused)?, orientation))
}

fn refused(error: ImageError) -> PhotoError {
    match error {
        ImageError::Limits(error)
            if matches!(
                error.kind(),
                LimitErrorKind::DimensionError | LimitErrorKind::InsufficientMemory
            ) =>
        {
            PhotoError::TooManyPixels
        }
        _ => PhotoError::NotAPicture,
    }
}

/// Whether it is what some telephones make of a picture, which can't be read here.
fn is_heic(sent: &[u8]) -> bool {
    let brand = sent.get(4..12).unwrap_or_default();
    [b"ftypheic", b"ftypheix", b"ftyphevc", b"ftypmif1", b"ftypmsf1"].iter().any(|heic| brand == *heic)
}

/// What can be seen through is white behind.
fn on_white(picture: DynamicImage) -> RgbImage {
    if !picture.color().has_alpha() {
        return picture.into_rgb8();
    }
    let seen: RgbaImage = picture.into_rgba8();
    RgbImage::from_fn(seen.width(), seen.height(), |x, y| {
        let [red, green, blue, alpha] = seen.get_pixel(x, y).0;
        let over = |colour: u8| {
            let mixed = u32::from(colour) * u32::from(alpha) + 255 * (255 - u32::from(alpha));
            u8::try_from(mixed / 255).unwrap_or(u8::MAX)
        };
        Rgb([red, green, blue].map(over))
    })
}

/// No edge longer than `edge`.
fn fitted(picture: RgbImage, edge: u32) -> RgbImage {
    let longer = picture.width().max(picture.height());
    if longer <= edge {
        return picture;
    }
    let short = |length: u32| {
        let shorter = u64::from(length) * u64::from(edge) / u64::from(longer);
        u32::try_from(shorter).unwrap_or(edge).max(1)
    };
    thumbnail(&picture, short(picture.width()), short(picture.height()))
}

/// As JPEG of few enough bytes: first at the cost of quality, then of size.
fn encoded(mut picture: RgbImage) -> Result<Picture, PhotoError> {
    loop {
        for quality in QUALITIES {
            let mut bytes = Vec::new();
            let encoder = JpegEncoder::new_with_quality(&mut bytes, quality);
            picture.write_with_encoder(encoder).map_err(|_| PhotoError::NotAPicture)?;
            if bytes.len() <= PHOTO_BYTES {
                let sha256 = sha256(&bytes);
                return Ok(Picture { bytes, width: picture.width(), height: picture.height(), sha256 });
            }
        }
        let longer = picture.width().max(picture.height());
        picture = fitted(picture, longer / 4 * 3);
    }
}

#[cfg(test)]
mod tests;
