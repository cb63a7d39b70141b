//! The keys of `responses` (OpenAPI 3.0.3, section 4.7.16): statuses, ranges of them, and `default`.
//!
//! It finds the statuses that a key matches. Nothing is refused here.

/// The statuses that a key of `responses` matches.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Status {
    Exactly(u16),
    /// A hundred statuses: `4XX` is 4.
    Range(u16),
    /// All statuses that are not listed.
    Default,
}

/// The classes of statuses (RFC 9110, section 15).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Class {
    Informational,
    Success,
    Redirect,
    /// `4XX`, `5XX`, and unlisted statuses.
    Error,
}

impl Status {
    /// The status of a key; none if HTTP has no such status, as for an extension.
    pub(crate) fn of(key: &str) -> Option<Self> {
        match key.as_bytes() {
            b"default" => Some(Self::Default),
            [digit @ b'1'..=b'5', b'X' | b'x', b'X' | b'x'] => {
                Some(Self::Range(u16::from(digit - b'0')))
            }
            [b'1'..=b'5', rest @ ..] if rest.len() == 2 && rest.iter().all(u8::is_ascii_digit) => {
                key.parse().ok().map(Self::Exactly)
            }
            _ => None,
        }
    }

    pub(crate) fn class(self) -> Class {
        let hundred = match self {
            Self::Exactly(status) => status / 100,
            Self::Range(hundred) => hundred,
            Self::Default => return Class::Error,
        };
        match hundred {
            1 => Class::Informational,
            2 => Class::Success,
            3 => Class::Redirect,
            _ => Class::Error,
        }
    }
}

/// Whether a key is one of successes.
pub(crate) fn is_success(key: &str) -> bool {
    Status::of(key).is_some_and(|status| status.class() == Class::Success)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_a_status_a_range_or_all_others() {
        let rows = [
            ("200", Some((Status::Exactly(200), Class::Success))),
            ("2xx", Some((Status::Range(2), Class::Success))),
            ("101", Some((Status::Exactly(101), Class::Informational))),
            ("3XX", Some((Status::Range(3), Class::Redirect))),
            ("404", Some((Status::Exactly(404), Class::Error))),
            ("default", Some((Status::Default, Class::Error))),
            ("600", None),
            ("2000", None),
            ("20X", None),
            ("Default", None),
            ("x-internal", None),
            ("+20", None),
            ("", None),
        ];
        for (key, expected) in rows {
            let status = Status::of(key);
            assert_eq!(status.map(|status| (status, status.class())), expected, "{key}");
        }
    }
}
