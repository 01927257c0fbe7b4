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
    }
}
