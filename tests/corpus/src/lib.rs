//! The proof on documents that nobody here wrote: `cargo xtask corpus`.
//!
//! In goes a folder of documents, out come a table and the same as JSON. What a document allows is
//! read from it once more, apart from the generator ([`guestlist::execution`]), and what the generated types
//! make of it is found by a program that is built of them ([`trip`]). [`edits`] tries the rules of `diff` on
//! the same documents.

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
