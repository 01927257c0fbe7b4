//! The addresses in `site.toml`: where the site will be, and where its readers can write to.

use percent_encoding::percent_decode_str;
use url::Url;

/// Where a site will be, spelt as browsers spell it.
///
/// # Errors
/// What to write instead.
pub(super) fn of_site(written: &str) -> Result<String, &'static str> {
    let parsed = parse(written, &["https", "http"])
        .ok_or("write it with `https://` and a `/` at the end, such as `https://example.org/`")?;
    if parsed.query().is_some() || parsed.fragment().is_some() {
        return Err("leave out what stands behind `?` or `#`: the site is a folder");
    }
    let after_host = written.split_once("//").map_or("", |(_, rest)| rest);
    let path = after_host.split_once('/').map_or("", |(_, path)| path);
    if path.is_empty() {
        return Ok(parsed.into());
    }
    let folders = path.strip_suffix('/').ok_or("write a `/` at the end: the site is a folder")?;
    if !folders.split('/').all(is_folder) {
        return Err(
            "write the path with names between single `/`, none of them `.` or `..`, and `%` only as in `%20`",
        );
    }
    Ok(parsed.into())
}

/// Whether a reader can write to or open an address.
pub(super) fn is_contact(written: &str) -> bool {
    let is_person = |person: &str| {
        person
            .split_once('@')
            .is_some_and(|(who, host)| !who.is_empty() && !host.is_empty() && !host.contains('@'))
    };
    parse(written, &["mailto", "https"])
        .is_some_and(|parsed| parsed.has_host() || parsed.path().split(',').all(is_person))
}

/// An address with one of these schemes that every reader of it takes for the same.
fn parse(written: &str, schemes: &[&str]) -> Option<Url> {
    let (scheme, rest) = written.split_once(':')?;
    let is_odd = |c: char| c.is_whitespace() || c.is_control() || c == '\\';
    if !schemes.iter().any(|known| scheme.eq_ignore_ascii_case(known)) || written.contains(is_odd) {
        return None;
    }
    let parsed = Url::parse(written).ok()?;
    let Some(host) = parsed.host_str() else {
        // Of an address that has no host, such as `mailto:`.
        return Some(parsed).filter(|_| !rest.starts_with('/'));
    };
    // Browsers mend a missing or a third `/`; others do not.
    let is_plain = rest.strip_prefix("//").is_some_and(|rest| !rest.starts_with('/'));
    let is_named = host.strip_suffix('.').unwrap_or(host).split('.').all(|label| !label.is_empty());
    let is_nobody = parsed.username().is_empty() && parsed.password().is_none();
    (is_plain && is_named && is_nobody).then_some(parsed)
}

/// Whether a part of a path is the name of a folder, in itself and as hosts read it.
fn is_folder(part: &str) -> bool {
    let has_digits =
        |rest: &str| rest.as_bytes().get(..2).is_some_and(|two| two.iter().all(u8::is_ascii_hexdigit));
    part.split('%').skip(1).all(has_digits)
        && percent_decode_str(part).decode_utf8().is_ok_and(|name| {
            !["", ".", ".."].contains(&&*name)
                && !name.contains(|c: char| c == '/' || c == '\\' || c.is_control())
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_sites_are_spelt_one_way() {
        for (written, spelt) in [
            ("https://h.example/", "https://h.example/"),
            ("https://h.example", "https://h.example/"),
            ("HTTPS://H.Example/Skin/", "https://h.example/Skin/"),
            ("http://localhost:8080/", "http://localhost:8080/"),
            ("https://h.example:443/", "https://h.example/"),
            ("https://h.example./", "https://h.example./"),
            ("https://köln.example/füße/", "https://xn--kln-sna.example/f%C3%BC%C3%9Fe/"),
            ("https://[2001:DB8::1]/x/", "https://[2001:db8::1]/x/"),
            ("https://h.example/a%20b/c'd/", "https://h.example/a%20b/c'd/"),
        ] {
            assert_eq!(of_site(written).as_deref(), Ok(spelt), "{written}");
        }
    }

    #[test]
    fn what_is_no_address_of_a_site_is_none() {
        for written in [
            "",
            "h.example",
            "//h.example/",
            "ftp://h.example/",
            "http:",
            "https:",
            "https://",
            "https:///x/",
            "https:/h.example/",
            "https:h.example/",
            "https:\\\\h.example\\",
            "https://user:pass@h.example/",
            "https://user@h.example/",
            "https://h.example:99999/",
            "https://h.example:x/",
            "https://h..example/",
            "https://.h.example/",
            "https://./",
            "https://h.example/a b/",
            "https://h.example/?q",
            "https://h.example/?",
            "https://h.example/#f",
            "https://h.example/x/#",
            "https://h.example?",
            "https://h.example/../x/",
            "https://h.example/x/./",
            "https://h.example/%2e%2E/x/",
            "https://h.example//x/",
            "https://h.example/x//",
            "https://h.example//",
            "https://h.example/%zz/",
            "https://h.example/%/",
            "https://h.example/%2fx/",
            "https://h.example/%00/",
            "https://h.example/%ff/",
            "https://h.example/x",
            "https://h.example/x\n/",
            "https://h.example/\tx/",
            " https://h.example/",
            "https://[::1/",
            "https://h<x>.example/",
            "javascript://h.example/",
        ] {
            assert!(of_site(written).is_err(), "{written}");
        }
    }

    #[test]
    fn a_contact_reaches_somebody() {
        for written in [
            "mailto:a@b.example",
            "MAILTO:a@b.example,c@d.example?subject=A%20page",
            "https://h.example/form?x#y",
        ] {
            assert!(is_contact(written), "{written}");
        }
        for written in [
            "",
            "a@b.example",
            "mailto:",
            "mailto:a",
            "mailto:@b",
            "mailto:a@",
            "mailto:a@b@c",
            "mailto://a@b.example",
            "mailto:a@b.example,",
            "mailto:a@b.example?subject=A page",
            "http://h.example/",
            "https:///x",
            "https:",
            "https://a:b@h.example/",
            "javascript:x@y",
            "mailto:a@b.example\n",
        ] {
            assert!(!is_contact(written), "{written}");
        }
    }
}
