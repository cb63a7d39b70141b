//! The listed properties of a description, and the text at the start of each.

/// The length of [`Member::text`]. Nearly all names fit, and a fixed number of bytes is copied without a loop.
pub(crate) const LONGEST: usize = 32;

/// A listed property of a description.
#[derive(Debug)]
pub struct Member {
    /// Its name.
    pub(super) name: &'static str,
    /// `,"name":` in the first `length` bytes.
    text: [u8; LONGEST],
    /// Zero if the text would be longer, or the name has a character that JSON escapes.
    length: usize,
}

/// The properties with these names.
#[must_use]
pub const fn members<const COUNT: usize>(names: [&'static str; COUNT]) -> [Member; COUNT] {
    let mut members = [const { Member { name: "", text: [0; LONGEST], length: 0 } }; COUNT];
    let mut at = 0;
    while at < COUNT {
        members[at] = Member::of(names[at]);
        at += 1;
    }
    members
}

impl Member {
    pub(super) const fn of(name: &'static str) -> Self {
        let (bytes, mut text) = (name.as_bytes(), [0; LONGEST]);
        let length = bytes.len() + 4;
        if length > LONGEST || !is_plain(bytes) {
            return Self { name, text, length: 0 };
        }
        text[0] = b',';
        text[1] = b'"';
        let (_, rest) = text.split_at_mut(2);
        let (own, rest) = rest.split_at_mut(bytes.len());
        own.copy_from_slice(bytes);
        rest[0] = b'"';
        rest[1] = b':';
        Self { name, text, length }
    }

    /// `"name":`; none if the name is too long, or has a character that JSON escapes.
    #[inline]
    pub(super) fn key(&self) -> Option<&[u8]> {
        self.text.get(1..self.length)
    }

    /// The bytes that begin with `,"name":`, and its length; none if there is no [`Member::key`].
    #[inline]
    pub(super) fn text(&self) -> Option<(&[u8; LONGEST], usize)> {
        (self.length > 0).then_some((&self.text, self.length))
    }
}

const fn is_plain(name: &[u8]) -> bool {
    let mut at = 0;
    while at < name.len() {
        if name[at] < b' ' || name[at] == b'"' || name[at] == b'\\' {
            return false;
        }
        at += 1;
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_member_knows_how_it_is_written() {
        const LONG: &str = "a_name_of_twenty_eight_chars";
        let all = members(["", "id", "ü", LONG, "a_name_of_twenty-nine_letters", "a\"b", "\n"]);
        let keys = all.each_ref().map(|member| member.key().map(String::from_utf8_lossy));
        let long = format!("\"{LONG}\":");
        let expected =
            [Some("\"\":"), Some("\"id\":"), Some("\"ü\":"), Some(&*long), None, None, None];
        assert_eq!(keys.each_ref().map(|key| key.as_deref()), expected);
        for member in &all {
            let text = member.text().map(|(text, length)| &text[1..length]);
            assert_eq!(text, member.key(), "{}", member.name);
        }
    }
}
