//! What the first bytes of a picture of points say: which type it is of, and how large.

/// A picture's type, by what browsers show and by what cameras and programs also write.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Type {
    Png,
    Jpeg,
    Webp,
    Avif,
    /// Not one that pages may show; its name.
    Other(&'static str),
}

/// Width and height, in points.
pub type Size = (u32, u32);

/// The width and height of a picture with this ending of its name; or what is wrong with it, and what to do.
///
/// # Errors
/// If it is not of that type, or ends early.
pub fn measure(bytes: &[u8], extension: &str) -> Result<Size, (String, String)> {
    let wanted = match extension {
        "png" => Type::Png,
        "webp" => Type::Webp,
        "avif" => Type::Avif,
        _ => Type::Jpeg,
    };
    let again = || "save it anew from the program it was made with".to_owned();
    let found = match type_of(bytes) {
        _ if bytes.is_empty() => return Err(("this file is empty".to_owned(), again())),
        None => {
            return Err((format!("this is no {} picture, whatever its name says", wanted.name()), again()));
        }
        Some(found) => found,
    };
    if found != wanted {
        let help = match found.ending() {
            Some(ending) => format!("name it `….{ending}`, here and in the pages that show it"),
            None => "save it as `.jpg` or `.webp`: not every browser shows this type".to_owned(),
        };
        return Err((format!("this is {} and no {} picture", found.with_article(), wanted.name()), help));
    }
    let size = match found {
        Type::Png => png(bytes),
        Type::Jpeg => jpeg(bytes),
        Type::Webp => webp(bytes),
        Type::Avif => avif(bytes),
        Type::Other(_) => None,
    };
    size.filter(|(width, height)| *width > 0 && *height > 0).ok_or_else(|| {
        (format!("this {} picture is broken off, or does not say how large it is", found.name()), again())
    })
}

impl Type {
    fn name(self) -> &'static str {
        match self {
            Type::Png => "PNG",
            Type::Jpeg => "JPEG",
            Type::Webp => "WebP",
            Type::Avif => "AVIF",
            Type::Other(name) => name,
        }
    }

    fn with_article(self) -> String {
        match self {
            Type::Avif | Type::Other("HTML page" | "SVG drawing") => format!("an {}", self.name()),
            _ => format!("a {}", self.name()),
        }
    }

    fn ending(self) -> Option<&'static str> {
        match self {
            Type::Png => Some("png"),
            Type::Jpeg => Some("jpg"),
            Type::Webp => Some("webp"),
            Type::Avif => Some("avif"),
            Type::Other("SVG drawing") => Some("svg"),
            Type::Other(_) => None,
        }
    }
}

/// By the signs that each type begins with (WHATWG MIME Sniffing; the types' own standards).
fn type_of(bytes: &[u8]) -> Option<Type> {
    let starts = |sign: &[u8]| bytes.starts_with(sign);
    if starts(b"\x89PNG\r\n\x1a\n") {
        return Some(Type::Png);
    }
    if starts(b"\xff\xd8\xff") {
        return Some(Type::Jpeg);
    }
    if starts(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") {
        return Some(Type::Webp);
    }
    if bytes.get(4..8) == Some(b"ftyp") {
        let brands = bytes.get(8..number(bytes, 0)?.clamp(8, 256).min(bytes.len()))?;
        let has = |names: [&[u8]; 2]| brands.chunks(4).any(|brand| names.contains(&brand));
        return match () {
            () if has([b"avif", b"avis"]) => Some(Type::Avif),
            () if has([b"heic", b"heix"]) || has([b"mif1", b"hevc"]) => Some(Type::Other("HEIC picture")),
            () => Some(Type::Other("video")),
        };
    }
    let text = String::from_utf8_lossy(&bytes[..bytes.len().min(512)]).trim_start().to_ascii_lowercase();
    [
        (starts(b"GIF8"), "GIF picture"),
        (starts(b"BM"), "BMP picture"),
        (starts(b"II*\0") || starts(b"MM\0*"), "TIFF picture"),
        (starts(b"%PDF"), "PDF file"),
        (starts(b"PK\x03\x04"), "ZIP archive"),
        (starts(b"8BPS"), "Photoshop file"),
        (text.starts_with("<svg") || text.starts_with("<?xml") && text.contains("<svg"), "SVG drawing"),
        (text.starts_with("<!doctype html") || text.starts_with("<html"), "HTML page"),
    ]
    .into_iter()
    .find_map(|(is, name)| is.then_some(Type::Other(name)))
}

/// Four bytes as a number, the largest first.
fn number(bytes: &[u8], at: usize) -> Option<usize> {
    let four: [u8; 4] = bytes.get(at..at.checked_add(4)?)?.try_into().ok()?;
    usize::try_from(u32::from_be_bytes(four)).ok()
}

fn size(width: usize, height: usize) -> Option<Size> {
    Some((u32::try_from(width).ok()?, u32::try_from(height).ok()?))
}

/// Every chunk must be there, up to the one that ends the picture (W3C PNG, section 5).
fn png(bytes: &[u8]) -> Option<Size> {
    let mut at = 8;
    while bytes.get(at + 4..at + 8)? != b"IEND" {
        at = at.checked_add(number(bytes, at)?)?.checked_add(12)?;
    }
    (bytes.get(12..16)? == b"IHDR").then_some(())?;
    size(number(bytes, 16)?, number(bytes, 20)?)
}

/// The frame's header says how large it is; the end of the picture must be there (ITU-T T.81, annex B).
fn jpeg(bytes: &[u8]) -> Option<Size> {
    let pair = |at: usize| Some(usize::from(u16::from_be_bytes(bytes.get(at..at + 2)?.try_into().ok()?)));
    let mut at = 2;
    loop {
        while *bytes.get(at + 1)? == 0xff {
            at += 1;
        }
        let (sign, marker) = (*bytes.get(at)?, bytes[at + 1]);
        (sign == 0xff).then_some(())?;
        let is_frame = matches!(marker, 0xc0..=0xcf) && !matches!(marker, 0xc4 | 0xc8 | 0xcc);
        if is_frame {
            let has_end = bytes[at..].windows(2).rev().any(|pair| pair == [0xff, 0xd9]);
            return size(pair(at + 7)?, pair(at + 5)?).filter(|_| has_end);
        }
        at += 2 + if matches!(marker, 0x01 | 0xd0..=0xd8) { 0 } else { pair(at + 2)?.max(2) };
    }
}

/// Three kinds of first chunk (RFC 9649).
fn webp(bytes: &[u8]) -> Option<Size> {
    let little = |at: usize, length: usize| {
        let bytes = bytes.get(at..at + length)?;
        Some(bytes.iter().rev().fold(0_usize, |sum, byte| sum << 8 | usize::from(*byte)))
    };
    (little(4, 4)? + 8 <= bytes.len()).then_some(())?;
    match bytes.get(12..16)? {
        b"VP8X" => size(little(24, 3)? + 1, little(27, 3)? + 1),
        b"VP8 " if bytes.get(23..26)? == [0x9d, 0x01, 0x2a] => {
            size(little(26, 2)? & 0x3fff, little(28, 2)? & 0x3fff)
        }
        b"VP8L" if *bytes.get(20)? == 0x2f => {
            let bits = little(21, 4)?;
            size((bits & 0x3fff) + 1, (bits >> 14 & 0x3fff) + 1)
        }
        _ => None,
    }
}

/// The largest of the sizes among its properties, for its parts have theirs; every box must be there (ISO/IEC 14496-12
/// and 23008-12).
fn avif(bytes: &[u8]) -> Option<Size> {
    let mut at = 0;
    while at < bytes.len() {
        let length = match number(bytes, at)? {
            0 => bytes.len() - at,
            1 => usize::try_from(u64::from_be_bytes(bytes.get(at + 8..at + 16)?.try_into().ok()?)).ok()?,
            length => length,
        };
        at = Some(at.checked_add(length)?).filter(|end| length >= 8 && *end <= bytes.len())?;
    }
    let head = &bytes[..bytes.len().min(1 << 16)];
    let places = head.windows(4).enumerate().filter(|(_, four)| *four == b"ispe").map(|(at, _)| at);
    places.filter_map(|at| size(number(bytes, at + 8)?, number(bytes, at + 12)?)).max()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn png_of(width: u32, height: u32) -> Vec<u8> {
        let head =
            [&b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"[..], &width.to_be_bytes(), &height.to_be_bytes(), &[0; 9]];
        [&head.concat()[..], b"\0\0\0\x03IDATxyz\0\0\0\0\0\0\0\0IEND\xae\x42\x60\x82"].concat()
    }

    fn jpeg_of(width: u16, height: u16) -> Vec<u8> {
        let start = b"\xff\xd8\xff\xe0\0\x04ab\xff\xff\xc4\0\x02\xff\xc2\0\x0b\x08";
        [&start[..], &height.to_be_bytes(), &width.to_be_bytes(), b"\x01\0\0\0\xff\xda\0\x02xx\xff\xd9"]
            .concat()
    }

    fn webp_of(chunk: &[u8]) -> Vec<u8> {
        let length = u32::try_from(chunk.len() + 4).unwrap().to_le_bytes();
        [b"RIFF", &length[..], b"WEBP", chunk].concat()
    }

    fn avif_of(width: u32, height: u32) -> Vec<u8> {
        let start = b"\0\0\0\x14ftypavif\0\0\0\0mif1\0\0\0\x1cmeta\0\0\0\x14ispe\0\0\0\0";
        [&start[..], &width.to_be_bytes(), &height.to_be_bytes()].concat()
    }

    #[test]
    fn knows_how_large_a_picture_is() {
        assert_eq!(measure(&png_of(640, 480), "png"), Ok((640, 480)));
        assert_eq!(measure(&jpeg_of(640, 480), "jpg"), Ok((640, 480)));
        assert_eq!(measure(&jpeg_of(1, 2), "jpeg"), Ok((1, 2)));
        let lossy = webp_of(b"VP8 \x0a\0\0\0\0\0\0\x9d\x01\x2a\x80\x02\xe0\x01");
        assert_eq!(measure(&lossy, "webp"), Ok((640, 480)));
        let bits = (639_u32 | 479 << 14).to_le_bytes();
        assert_eq!(measure(&webp_of(&[b"VP8L\x05\0\0\0\x2f", &bits[..]].concat()), "webp"), Ok((640, 480)));
        let large = webp_of(b"VP8X\x0a\0\0\0\0\0\0\0\x7f\x02\0\xdf\x01\0");
        assert_eq!(measure(&large, "webp"), Ok((640, 480)));
        assert_eq!(measure(&avif_of(640, 480), "avif"), Ok((640, 480)));
    }

    #[test]
    fn says_what_a_file_is_instead() {
        let says = |bytes: &[u8], extension: &str| measure(bytes, extension).unwrap_err();
        for (bytes, extension, message, help) in [
            (&b""[..], "png", "this file is empty", "save it anew"),
            (b"x", "png", "no PNG picture, whatever", "save it anew"),
            (&[7; 9000], "jpg", "no JPEG picture, whatever", "save it anew"),
            (&jpeg_of(1, 1), "png", "this is a JPEG and no PNG picture", "`….jpg`"),
            (&avif_of(1, 1), "webp", "this is an AVIF and no WebP picture", "`….avif`"),
            (b"GIF89a", "png", "this is a GIF picture and no PNG picture", "as `.jpg` or `.webp`"),
            (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "jpg", "a HEIC picture", "as `.jpg` or `.webp`"),
            (b"\0\0\0\x18ftypmp42\0\0\0\0mp41isom", "avif", "a video", "as `.jpg` or `.webp`"),
            (b"<?xml version='1.0'?>\n<svg/>", "png", "an SVG drawing", "`….svg`"),
            (b"<!DOCTYPE html>\n", "jpg", "an HTML page", "as `.jpg`"),
            (b"%PDF-1.7", "png", "a PDF file", "as `.jpg`"),
        ] {
            let (found, do_this) = says(bytes, extension);
            assert!(found.contains(message) && do_this.contains(help), "{found}: {do_this}");
        }
    }

    #[test]
    fn sees_that_a_picture_ends_early() {
        let whole = [
            (png_of(640, 480), "png"),
            (jpeg_of(640, 480), "jpg"),
            (webp_of(b"VP8X\x0a\0\0\0\0\0\0\0\x7f\x02\0\xdf\x01\0"), "webp"),
            (avif_of(640, 480), "avif"),
        ];
        for (bytes, extension) in whole {
            for end in 0..bytes.len() - 4 {
                assert!(measure(&bytes[..end], extension).is_err(), "{extension} {end}");
            }
        }
        assert!(measure(&png_of(0, 480), "png").is_err());
    }
}
