//! Writing strings, with the escapes that JSON requires (RFC 8259, section 7).

/// Writes a quoted string.
#[inline]
pub(crate) fn write_text(out: &mut Vec<u8>, text: &str) {
    let bytes = text.as_bytes();
    out.reserve(bytes.len() + 2);
    out.push(b'"');
    if is_plain(bytes) {
        out.extend_from_slice(bytes);
    } else {
        write_escaped(out, bytes);
    }
    out.push(b'"');
}

/// Whether a text needs no escapes, that is, has no control characters, quotes or backslashes.
#[inline]
fn is_plain(bytes: &[u8]) -> bool {
    let Some(last) = bytes.last_chunk::<8>() else {
        return !bytes.iter().any(|byte| needs_escape(*byte));
    };
    // The last eight are tested together too, some of them for the second time.
    let words = bytes.as_chunks::<8>().0.iter().chain([last]);
    words.fold(0, |all, word| all | suspects(u64::from_ne_bytes(*word))) == 0
}

#[inline]
fn needs_escape(byte: u8) -> bool {
    byte < 0x20 || byte == b'"' || byte == b'\\'
}

/// Tests eight characters at once; zero if none needs an escape. A byte is below another if subtracting that
/// one borrows its highest bit, which is tested in all eight together; bytes beyond ASCII are never escaped.
#[inline]
fn suspects(word: u64) -> u64 {
    const ONES: u64 = u64::MAX / 255;
    const HIGH: u64 = ONES * 0x80;
    let below = |word: u64, least: u64| word.wrapping_sub(ONES * least) & !word & HIGH;
    let quote = word ^ (ONES * u64::from(b'"'));
    let backslash = word ^ (ONES * u64::from(b'\\'));
    below(word, 0x20) | below(quote, 1) | below(backslash, 1)
}

#[cold]
fn write_escaped(out: &mut Vec<u8>, bytes: &[u8]) {
    for byte in bytes {
        let escape = match byte {
            b'"' => b'"',
            b'\\' => b'\\',
            0x08 => b'b',
            b'\t' => b't',
            b'\n' => b'n',
            0x0c => b'f',
            b'\r' => b'r',
            control @ 0..0x20 => {
                let digit = |value: u8| b"0123456789abcdef"[usize::from(value)];
                out.extend_from_slice(b"\\u00");
                out.extend([digit(control >> 4), digit(control & 15)]);
                continue;
            }
            plain => {
                out.push(*plain);
                continue;
            }
        };
        out.extend([b'\\', escape]);
    }
}
