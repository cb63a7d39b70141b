//! The crate is what the generator makes from its document today.

use camino::Utf8Path;
use guestlist_tests::fresh::stale;

#[test]
fn nothing_of_the_crate_is_stale() {
    let folder = Utf8Path::new(env!("CARGO_MANIFEST_DIR"));
    assert_eq!(stale(folder, "guestlist-party"), 0, "run the command of `src/lib.rs`");
}
