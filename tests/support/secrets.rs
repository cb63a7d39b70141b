//! Made-up credentials, and the check that nothing prints one.

use std::fmt::Debug;

use guestlist_runtime::SetupError;

/// A text that all credentials of the tests contain, and nothing else.
pub const SECRET: &str = "hush";

/// Credentials that no header may hold.
pub const NO_HEADER_VALUES: [&str; 10] =
    ["", " ", "\t", "\n", "key\n", "\nkey", "a\r\nX-Evil: b", "a\0b", "\u{7f}", "schlüssel"];

/// Checks that a text contains no credential.
///
/// # Panics
///
/// If it contains one.
#[track_caller]
pub fn assert_hides(printed: &str) {
    assert!(!printed.contains(SECRET), "{printed}");
}

/// Checks that the `Debug` output of a value contains no credential.
///
/// # Panics
///
/// If it contains one.
#[track_caller]
pub fn assert_debug_hides(value: &impl Debug) {
    assert_hides(&format!("{value:?} {value:#?}"));
}

/// Checks that neither `Debug` nor `Display` of an error contains a credential.
///
/// # Panics
///
/// If one of them does.
#[track_caller]
pub fn assert_error_hides(error: &SetupError) {
    assert_debug_hides(error);
    assert_hides(&format!("{error} {error:#}"));
}

/// `Display` and `Debug` of an error and of all its sources, each also in its alternate form.
pub fn printed(error: &(dyn std::error::Error + 'static)) -> String {
    let mut text = String::new();
    let mut next = Some(error);
    while let Some(error) = next {
        text += &format!("{error}\n{error:#}\n{error:?}\n{error:#?}\n");
        next = error.source();
    }
    text
}
