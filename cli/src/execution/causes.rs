//! Finding the changes that can affect a body.
//!
//! For a body of an operation, these are the changes of its schemas and of the operation. Changes of
//! documentation alone affect no body. Nothing here is run.

use guestlist_codegen::{Change, Compared, Effect, Reader};

use crate::execution::bodies::Message;
use crate::execution::contents::{Contents, contents, oracle, routes};
use crate::execution::names::within;
use crate::execution::schema::Oracle;

/// The changes of a description, by the bodies that they affect.
pub struct Causes<'a> {
    changes: &'a [Change],
    versions: [(Contents, Oracle); 2],
}

impl<'a> Causes<'a> {
    /// The changes between two versions.
    pub fn of(compared: &'a Compared) -> Self {
        let routes = routes(&compared.new);
        let versions = [&compared.old, &compared.new].map(|version| {
            let contents = contents(version, &routes);
            let oracle = oracle(version, &contents);
            (contents, oracle)
        });
        Self { changes: &compared.diff.changes, versions }
    }

    /// The name of the request body's schema in each version. `None` if the operation has no such body.
    pub(super) fn names(&self, operation: &str) -> [Option<String>; 2] {
        let key = (operation.to_owned(), Message::Request);
        self.versions.each_ref().map(|(contents, _)| Some(contents.get(&key)?.name.clone()))
    }

    /// The changes that can affect a body.
    pub fn of_body(&self, operation: &str, message: Message) -> Vec<&'a Change> {
        let key = (operation.to_owned(), message);
        let schemas = self.versions.iter().flat_map(|(contents, oracle)| {
            let content = contents.get(&key);
            content.into_iter().flat_map(|content| within(oracle, &content.name))
        });
        let schemas: Vec<String> = schemas.collect();
        let is_among = |change: &&Change| match &change.schema {
            Some(schema) if schema.direction != message.direction() => false,
            Some(schema) if schemas.contains(&schema.root) => true,
            Some(schema) if schemas.contains(&schema.old_root) => true,
            _ => change.is_of_operation(operation),
        };
        self.changes.iter().filter(|change| affects(change)).filter(is_among).collect()
    }
}

/// Whether a change affects more than documentation.
fn affects(change: &Change) -> bool {
    let readers = [Reader::Source, Reader::Request, Reader::Response];
    readers.iter().any(|reader| change.effects.on(*reader) > Effect::None)
}
