//! The ways in which a server may spell a secret that it repeats.

/// The places where a text may be cut.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Cuts {
    /// At each `…`.
    pub(super) marked: bool,
    /// At its end.
    pub(super) at_end: bool,
}

/// Whether a text begins with a secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Spelled {
    /// It begins with the whole secret, which takes this many bytes of the text.
    Whole(usize),
    /// The text is cut inside the secret, after this many bytes of the text and of the secret.
    Cut(usize, usize),
    /// It begins with something else.
    No,
}

/// The longest spelling of a character: at most this many bytes of one may be left where the text is cut.
const LONGEST: usize = 10;

/// The greatest number of backslashes in a run, and of bytes in a `%252525…`, that are read as escapes of
/// escapes: more is nonsense, and would take time.
const DEEPEST: usize = 64;

/// Reads a secret at the start of a text.
///
/// A character may have several spellings, and one may be the start of another. So all places that the secret
/// can have reached are followed; there is seldom more than one.
pub(super) fn spelled(text: &[u8], secret: &[u8], cuts: Cuts) -> Spelled {
    let mut places = vec![0];
    for (index, byte) in secret.iter().enumerate() {
        // A run of backslashes may have any length, because each of them may be escaped.
        if *byte == b'\\' && index > 0 && secret[index - 1] == b'\\' {
            continue;
        }
        let mut next = Vec::new();
        for place in &places {
            spellings(&text[*place..], *byte, |length| {
                if !next.contains(&(place + length)) {
                    next.push(place + length);
                }
            });
        }
        if next.is_empty() {
            let cut = places.iter().find_map(|place| end_of_cut(&text[*place..], cuts, *place));
            return cut.map_or(Spelled::No, |end| Spelled::Cut(end, index));
        }
        places = next;
    }
    Spelled::Whole(places.into_iter().max().unwrap_or_default())
}

/// The end of the text, if only a part of a spelling is left before the cut.
fn end_of_cut(rest: &[u8], cuts: Cuts, place: usize) -> Option<usize> {
    let mut near = rest.windows(3).take(LONGEST);
    let mark = near.position(|bytes| bytes == "…".as_bytes()).filter(|_| cuts.marked);
    let left = mark.or_else(|| cuts.at_end.then_some(rest.len()))?;
    let is_part = left == 0 || (left < LONGEST && matches!(rest[0], b'%' | b'\\' | b'&'));
    is_part.then_some(place + left)
}

/// Reports the length of each spelling of an ASCII character with which a text begins.
fn spellings(text: &[u8], byte: u8, mut tell: impl FnMut(usize)) {
    let Some(first) = text.first() else { return };
    if first.eq_ignore_ascii_case(&byte) || (byte == b' ' && *first == b'+') {
        tell(1);
    }
    match first {
        b'\\' => {
            let run = text.iter().take(DEEPEST).take_while(|byte| **byte == b'\\').count();
            let rest = &text[run..];
            if byte == b'\\' {
                (2..=run).for_each(&mut tell);
            } else if !byte.is_ascii_alphanumeric() && rest.first() == Some(&byte) {
                tell(run + 1);
            }
            if let Some(length) = escape(rest, byte) {
                tell(run + length);
            }
        }
        b'%' => {
            // `%2541` is `%41`, encoded again.
            let mut at = 1;
            while at < DEEPEST {
                let rest = &text[at..];
                if rest.get(..2).and_then(|digits| number(digits, 16)) == Some(u32::from(byte)) {
                    tell(at + 2);
                }
                match rest {
                    [b'2', b'5', ..] => at += 2,
                    _ => break,
                }
            }
        }
        b'&' => entity(text, byte).into_iter().for_each(tell),
        _ => {}
    }
}

/// The length of the part after the backslash of `\u0041`, `\u{41}` and `\x41`.
fn escape(text: &[u8], byte: u8) -> Option<usize> {
    let (digits, length) = match text {
        [b'u', b'{', rest @ ..] => {
            let end = rest.iter().take(7).position(|byte| *byte == b'}')?;
            (&rest[..end], end + 3)
        }
        [b'u', rest @ ..] => (rest.get(..4)?, 5),
        [b'x', rest @ ..] => (rest.get(..2)?, 3),
        _ => return None,
    };
    (number(digits, 16)? == u32::from(byte)).then_some(length)
}

/// The length of an HTML character reference: `&amp;`, `&#38;` or `&#x26;`.
fn entity(text: &[u8], byte: u8) -> Option<usize> {
    let end = text.iter().take(LONGEST).position(|byte| *byte == b';')?;
    let found = match &text[1..end] {
        b"amp" => u32::from(b'&'),
        b"lt" => u32::from(b'<'),
        b"gt" => u32::from(b'>'),
        b"quot" => u32::from(b'"'),
        b"apos" => u32::from(b'\''),
        [b'#', b'x' | b'X', digits @ ..] => number(digits, 16)?,
        [b'#', digits @ ..] => number(digits, 10)?,
        _ => return None,
    };
    (found == u32::from(byte)).then_some(end + 1)
}

fn number(digits: &[u8], radix: u32) -> Option<u32> {
    let text = std::str::from_utf8(digits).ok()?;
    u32::from_str_radix(text, radix).ok().filter(|_| !text.starts_with('+'))
}
