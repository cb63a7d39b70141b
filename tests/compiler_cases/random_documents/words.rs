//! The vocabulary of random documents.

/// What names are made of.
pub(super) const PIECES: [&str; 46] = [
    "a", "Guest", "guest", "id", "type", "self", "Self", "crate", "super", "_", "__", "-", " ",
    "1", "404", "x", "Vec", "Option", "String", "Error", "Client", "Box", "r#", "é", "名", "ß",
    "\u{202e}", "\u{0}", "\n", "\"", "\\", "/", "~", "{", "}", "#", "$", "*/", "//!", "con", "nul",
    "..", "%", "Unknown", "extra", "new",
];

/// What texts are made of.
pub(super) const TEXTS: [&str; 16] = [
    "\r",
    "Words.",
    "\n\n",
    "```",
    "~~~\n",
    "    indented\n",
    "<b>",
    "[a](b)",
    "[`Client`]",
    "# Title\n",
    "- item\n",
    "| a |",
    "\u{2028}",
    "*/",
    "#![no_std]",
    "`",
];

pub(super) const TYPES: [&str; 9] =
    ["string", "integer", "number", "boolean", "array", "object", "null", "file", ""];

pub(super) const FORMATS: [&str; 14] = [
    "date-time",
    "date",
    "uuid",
    "int32",
    "int64",
    "uint8",
    "float",
    "double",
    "byte",
    "binary",
    "ipv4",
    "uri",
    "email",
    "a",
];

pub(super) const MEDIA_TYPES: [&str; 13] = [
    "application/json",
    "application/json; charset=utf-8",
    "application/vnd.a+json",
    "text/plain",
    "text/csv",
    "multipart/form-data",
    "multipart/mixed",
    "application/x-www-form-urlencoded",
    "application/octet-stream",
    "*/*",
    "image/*",
    "",
    "a b",
];

pub(super) const STATUSES: [&str; 12] =
    ["200", "201", "204", "2XX", "301", "400", "404", "4XX", "5xx", "default", "600", "a"];
