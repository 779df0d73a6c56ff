use super::*;
use image::codecs::png::PngEncoder;
use image::{ExtendedColorType, ImageEncoder};

/// A picture whose left half is red and whose right half is blue.
fn halves(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, _| if x < width / 2 { Rgb([200, 0, 0]) } else { Rgb([0, 0, 200]) })
}

fn jpeg(picture: &RgbImage) -> Vec<u8> {
    let mut bytes = Vec::new();
    picture.write_with_encoder(JpegEncoder::new_with_quality(&mut bytes, 90)).unwrap();
    bytes
}

fn png(bytes: &[u8], width: u32, height: u32, colour: ExtendedColorType) -> Vec<u8> {
    let mut file = Vec::new();
    PngEncoder::new(&mut file).write_image(bytes, width, height, colour).unwrap();
    file
}

/// The same file with a segment after its first two bytes, as cameras write it: turned, and taken at a place.
fn with_exif(jpeg: &[u8]) -> Vec<u8> {
    let short = |number: u16| number.to_be_bytes();
    let long = |number: u32| number.to_be_bytes();
    let entry = |tag: u16, kind: u16, count: u32, value: [u8; 4]| {
        [&short(tag)[..], &short(kind), &long(count), &value].concat()
    };
    // Orientation 6: to be turned clockwise by a quarter. 0x8825 leads to the place, where a latitude stands.
    let first = [
        &short(2)[..],
        &entry(0x0112, 3, 1, [0, 6, 0, 0]),
        &entry(0x8825, 4, 1, long(8 + 2 + 24 + 4)),
        &long(0),
    ]
    .concat();
    let place = [&short(1)[..], &entry(0x0001, 2, 2, *b"N\0\0\0"), &long(0), b"31.3817N120.9811E"].concat();
    let exif = [b"Exif\0\0", &b"MM\0\x2a\0\0\0\x08"[..], &first, &place].concat();
    let length = u16::try_from(exif.len() + 2).unwrap();
    [&jpeg[..2], b"\xff\xe1", &short(length), &exif, &jpeg[2..]].concat()
}

fn holds(file: &[u8], part: &[u8]) -> bool {
    file.windows(part.len()).any(|window| window == part)
}

#[test]
fn where_it_was_taken_is_gone_and_it_stands_upright() {
    let sent = with_exif(&jpeg(&halves(400, 200)));
    assert!(holds(&sent, b"31.3817N120.9811E"), "it was there");
    let picture = remake(&sent).unwrap();
    assert!(!holds(&picture.bytes, b"31.3817N") && !holds(&picture.bytes, b"Exif"));
    assert_eq!((picture.width, picture.height), (200, 400), "turned");
    let seen = image::load_from_memory(&picture.bytes).unwrap().into_rgb8();
    let (top, foot) = (seen.get_pixel(100, 50).0, seen.get_pixel(100, 350).0);
    assert!(top[0] > 150 && top[2] < 60, "what was left is above: {top:?}");
    assert!(foot[2] > 150 && foot[0] < 60, "{foot:?}");
}

#[test]
fn it_is_small_whatever_was_sent() {
    let noise = RgbImage::from_fn(3_000, 2_000, |x, y| {
        let mixed = x.wrapping_mul(2_654_435_761) ^ y.wrapping_mul(2_246_822_519);
        let [one, two, three, _] = mixed.wrapping_mul(3_266_489_917).to_le_bytes();
        Rgb([one, two, three])
    });
    let picture = remake(&jpeg(&noise)).unwrap();
    assert!(picture.bytes.len() <= PHOTO_BYTES, "{}", picture.bytes.len());
    let plain = remake(&jpeg(&halves(3_000, 2_000))).unwrap();
    assert_eq!((plain.width, plain.height), (PHOTO_EDGE, 1_066));
    let narrow = remake(&jpeg(&halves(4_000, 2))).unwrap();
    assert_eq!((narrow.width, narrow.height), (PHOTO_EDGE, 1));
}

#[test]
fn png_and_webp_are_taken_and_what_is_seen_through_is_white() {
    let clear = png(&[0, 0, 0, 0].repeat(64), 8, 8, ExtendedColorType::Rgba8);
    let seen = image::load_from_memory(&remake(&clear).unwrap().bytes).unwrap().into_rgb8();
    assert!(seen.get_pixel(4, 4).0.iter().all(|colour| *colour > 250));
    let mut webp = Vec::new();
    let encoder = image::codecs::webp::WebPEncoder::new_lossless(&mut webp);
    encoder.write_image(&halves(40, 20), 40, 20, ExtendedColorType::Rgb8).unwrap();
    assert_eq!(remake(&webp).unwrap().width, 40);
}

#[test]
fn what_is_no_picture_is_refused() {
    for (sent, why) in [
        (&b""[..], "nothing"),
        (b"<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>", "a drawing that runs"),
        (b"<!doctype html><script>alert(1)</script>", "a page"),
        (b"GIF89a/*\x01\x00\x01\x00*/=1;alert(1)//", "a picture that is a script"),
        (b"%PDF-1.7", "a document"),
        (b"\xff\xd8\xff\xe0\0\x02 not really \xff\xd9", "only the ends of one"),
    ] {
        assert_eq!(remake(sent).unwrap_err(), PhotoError::NotAPicture, "{why}");
    }
    assert_eq!(remake(b"\0\0\0\x18ftypheic\0\0\0\0").unwrap_err(), PhotoError::Heic);
    assert_eq!(remake(&vec![0; UPLOAD_BYTES + 1]).unwrap_err(), PhotoError::TooLarge);
}

#[test]
fn a_part_of_a_picture_is_refused_as_such() {
    // The small picture within the file, which cameras add, has an end of its own.
    let picture = halves(1_200, 800);
    let photo = jpeg(&picture);
    let small = [&b"\xff\xe1\x00\x06\xff\xd8\xff\xd9"[..], &photo[2..]].concat();
    let photo = [&photo[..2], &small].concat();
    let drawn = png(picture.as_raw(), 1_200, 800, ExtendedColorType::Rgb8);
    let mut modern = Vec::new();
    image::codecs::webp::WebPEncoder::new_lossless(&mut modern)
        .write_image(&picture, 1_200, 800, ExtendedColorType::Rgb8)
        .unwrap();
    for file in [&photo, &drawn, &modern] {
        assert!(remake(file).is_ok());
        for length in [40, file.len() / 2, file.len() - 1] {
            assert_eq!(
                remake(&file[..length]).unwrap_err(),
                PhotoError::Truncated,
                "{length} of {}",
                file.len()
            );
        }
        let longer = [&file[..], b"a film behind it"].concat();
        assert!(remake(&longer).is_ok(), "what stands behind its end is no part of it");
    }
    assert_eq!(remake(b"\xff\xd8\xff\xe0 not really").unwrap_err(), PhotoError::Truncated);
    assert_eq!(remake(b"\x89PNG\r\n\x1a\n").unwrap_err(), PhotoError::Truncated);
}

#[test]
fn what_is_hidden_behind_a_picture_does_not_come_through() {
    let sent = [&jpeg(&halves(40, 20))[..], b"<script>alert(1)</script>PK\x03\x04"].concat();
    let picture = remake(&sent).unwrap();
    assert!(!holds(&picture.bytes, b"<script>") && !holds(&picture.bytes, b"PK\x03\x04"));
}

#[test]
fn a_bomb_is_refused_before_it_is_unpacked() {
    // 8000 by 8000 pixels of one colour are a small file.
    let bomb = png(&vec![0; 64_000_000], 8_000, 8_000, ExtendedColorType::L8);
    assert!(bomb.len() < 2_000_000, "{}", bomb.len());
    assert_eq!(remake(&bomb).unwrap_err(), PhotoError::TooManyPixels);
    // A header alone may claim anything.
    let mut liar = png(&[0; 4], 2, 2, ExtendedColorType::L8);
    liar[16..24].copy_from_slice(&[0x7f, 0xff, 0xff, 0xff, 0x7f, 0xff, 0xff, 0xff]);
    let refused = remake(&liar).unwrap_err();
    assert!(matches!(refused, PhotoError::TooManyPixels | PhotoError::NotAPicture), "{refused:?}");
    // With two bytes a colour, few pixels are much memory.
    let deep = png(&vec![0; 4_000 * 4_000 * 8], 4_000, 4_000, ExtendedColorType::Rgba16);
    assert_eq!(remake(&deep).unwrap_err(), PhotoError::TooManyPixels);
}
