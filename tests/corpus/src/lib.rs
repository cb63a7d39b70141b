//! The tests on third-party documents: `cargo xtask corpus`.
//!
//! From a folder of documents, this makes a table, also as JSON. The values that a document allows are read
//! from it independently of the generator ([`guestlist::execution`]), and a program that is built from the
//! generated types decodes and encodes them ([`trip`]). [`edits`] tries the rules of `diff` on the same
//! documents.

pub mod child;
pub mod documents;
pub mod edits;
pub mod growth;
pub mod peers;
pub mod proof;
pub mod row;
pub mod table;
pub mod trip;
pub mod workspace;
