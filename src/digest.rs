//! One SHA-256 for everything: memory keys, fingerprints of files, integrity and policy hashes.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::Digest as _;

/// The SHA-256 of some bytes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Digest([u8; 32]);

impl Digest {
    /// Hashes bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Digest(sha2::Sha256::digest(bytes).into())
    }

    /// Hashes what is in a file.
    ///
    /// # Errors
    /// If it cannot be read.
    pub fn read(mut file: impl std::io::Read) -> std::io::Result<Self> {
        let mut hasher = sha2::Sha256::new();
        let mut part = vec![0; 64 * 1024];
        loop {
            match file.read(&mut part)? {
                0 => return Ok(Digest(hasher.finalize().into())),
                read => hasher.update(&part[..read]),
            }
        }
    }

    /// Reads what [`Digest::hex`] writes.
    pub fn from_hex(text: &str) -> Option<Self> {
        let mut digest = Digest::default();
        let pairs = text.as_bytes().chunks(2);
        if text.len() != 64 || text.contains(|c: char| !matches!(c, '0'..='9' | 'a'..='f')) {
            return None;
        }
        for (byte, pair) in digest.0.iter_mut().zip(pairs) {
            *byte = u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()?;
        }
        Some(digest)
    }

    /// Hashes several digests in order.
    pub fn all(parts: impl IntoIterator<Item = Digest>) -> Self {
        let mut hasher = sha2::Sha256::new();
        for part in parts {
            hasher.update(part.0);
        }
        Digest(hasher.finalize().into())
    }

    /// Hashes several texts in order; where one ends and the next begins counts.
    pub fn of_texts<'a>(texts: impl IntoIterator<Item = &'a str>) -> Self {
        let mut hasher = sha2::Sha256::new();
        for text in texts {
            hasher.update((text.len() as u64).to_le_bytes());
            hasher.update(text);
        }
        Digest(hasher.finalize().into())
    }

    /// Ten hexadecimal digits, enough for a file name.
    pub fn short(&self) -> String {
        self.0[..5].iter().map(|b| format!("{b:02x}")).collect()
    }

    /// All hexadecimal digits, as `sha256sum` prints them.
    pub fn hex(&self) -> String {
        self.0.iter().map(|b| format!("{b:02x}")).collect()
    }

    /// `sha256-…` as Content Security Policy and subresource integrity write it (W3C SRI, section 3.2).
    pub fn policy(&self) -> String {
        format!("sha256-{}", STANDARD.encode(self.0))
    }
}

impl std::fmt::Debug for Digest {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.short())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn matches_a_known_hash() {
        // NIST's example for "abc", in base64.
        assert_eq!(Digest::of(b"abc").policy(), "sha256-ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=");
        assert_eq!(Digest::of(b"abc").short(), "ba7816bf8f");
        assert_eq!(Digest::read(&b"abc"[..]).unwrap(), Digest::of(b"abc"));
        assert_eq!(Digest::from_hex(&Digest::of(b"abc").hex()), Some(Digest::of(b"abc")));
        for text in ["", "ba7816bf8f", &"+a".repeat(32), &"é".repeat(32), &"A0".repeat(32)] {
            assert_eq!(Digest::from_hex(text), None, "{text}");
        }
    }
}
