//! The generated code as files, laid out as a person would do it.
//!
//! It makes files from the models and the client: their names, and their contents down to the last line feed.
//! The same description results in the same bytes; they contain no time and no version.

pub(crate) mod about;
pub(crate) mod component;
pub(crate) mod dependencies;
pub(crate) mod example;
mod exported;
pub(crate) mod left_out;
pub(crate) mod signature;
pub(crate) mod streamed;
pub(crate) mod surface;
pub(crate) mod wire;

use std::collections::BTreeMap;

use camino::{Utf8Path, Utf8PathBuf};
use proc_macro2::TokenStream;
use quote::quote;

use crate::assign::RustNames;
use crate::emit::model::Models;
use crate::emit::operation::Client;
use crate::ir::api::Lowered;
use crate::package::about::About;
use crate::package::component::Component;
use crate::package::dependencies::Dependencies;
use crate::package::example::Example;
use crate::package::signature::Signature;
use crate::package::surface::Surface;
use crate::report::Report;
use crate::rust::docs::doc;
use crate::rust::layout::layout;
use crate::select::LeftOut;

/// The files of a generated module, with facts about them.
#[derive(Clone, Debug)]
pub struct Files {
    files: BTreeMap<Utf8PathBuf, String>,
    counts: Counts,
    about: About,
    components: Vec<Component>,
    examples: Vec<Example>,
    signatures: Vec<Signature>,
    dependencies: Dependencies,
    notes: Report,
    left_out: Option<LeftOut>,
}

/// The numbers of compiled items.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// The number of operations.
    pub operations: usize,

    /// The number of operations in the document: with `--partial`, including those that were left out.
    pub described: usize,

    /// The number of operations to choose from; none if all were wanted.
    pub selected_from: Option<usize>,

    /// The number of models.
    pub models: usize,

    /// The number of the vendor's documented examples.
    pub examples: usize,
}

impl Files {
    /// The files by their path in the folder `generated`, each with its content. The first line names the
    /// source, as `spec/` and the description's name.
    pub fn iter(&self) -> impl Iterator<Item = (&Utf8Path, &str)> {
        self.files.iter().map(|(path, content)| (path.as_path(), content.as_str()))
    }

    /// The numbers of compiled items.
    pub fn counts(&self) -> Counts {
        self.counts
    }

    /// Notes that are not problems: what was left out, such as webhooks, and what was guessed.
    pub fn notes(&self) -> &Report {
        &self.notes
    }

    /// The document's facts about the API as a whole.
    pub fn about(&self) -> &About {
        &self.about
    }

    /// The components of the document, in the document's order.
    pub fn components(&self) -> &[Component] {
        &self.components
    }

    /// The bodies and values in the document itself, in its order; not those of a folder's `examples.yaml`,
    /// which have tests of their own.
    pub fn examples(&self) -> &[Example] {
        &self.examples
    }

    /// The operations with their names in code, in the document's order.
    pub fn signatures(&self) -> &[Signature] {
        &self.signatures
    }

    /// The public items of the files. This parses them, which takes as long as the layout.
    pub fn surface(&self) -> Surface {
        Surface::of(&self.files)
    }

    /// The dependencies of a crate with these files.
    pub fn dependencies(&self) -> &Dependencies {
        &self.dependencies
    }

    /// The operations that were not selected, as a section of a front page; none if all were wanted.
    pub fn left_out(&self) -> Option<String> {
        self.left_out.as_ref().map(|left_out| left_out::page(left_out, self.counts.operations))
    }

    /// The same files, with the operations that were left out.
    pub(crate) fn with_left_out(mut self, left_out: Option<LeftOut>) -> Self {
        let gone = left_out.as_ref().map(|left_out| left_out.operations.len());
        self.counts.selected_from = gone.map(|gone| gone + self.counts.described);
        Self { left_out, ..self }
    }

    /// The same files, with notes about the document.
    pub(crate) fn with_notes(self, mut notes: Report) -> Self {
        self.notes.problems().iter().for_each(|note| notes.add(note.clone()));
        Self { notes: notes.sorted(), ..self }
    }

    /// The same files, with the number of operations in the document.
    pub(crate) fn with_described(mut self, described: usize) -> Self {
        self.counts.described = described;
        self
    }
}

/// Lays out the files.
pub(crate) fn render(
    lowered: &Lowered,
    names: &RustNames,
    models: Models,
    client: Client,
) -> Files {
    let counts = Counts {
        operations: lowered.api.operations.len(),
        described: lowered.api.operations.len(),
        selected_from: None,
        models: models.0.len(),
        examples: lowered.examples,
    };
    let mut files = Rendered::default();
    files.add("mod.rs".to_owned(), root(lowered, names, &client));
    files.0.insert("client.rs".into(), client.client);
    files.0.insert("mock.rs".into(), client.mock);
    files.add("models.rs".to_owned(), list_of_models(&models));
    let wire = wire::files(&models).into_iter().map(|(path, code)| (path.into(), code));
    files.0.extend(wire);
    for model in models.0 {
        files.0.insert(format!("models/{}.rs", model.module).into(), model.model);
    }
    for tag in client.tags {
        for (name, code) in tag.operations {
            files.0.insert(format!("{}/{name}.rs", tag.module).into(), code);
        }
        files.0.insert(format!("{}.rs", tag.module).into(), tag.methods);
    }
    let (about, components) =
        (About::of(&lowered.api, names), component::components(&lowered.api, names));
    let (examples, signatures) =
        (example::examples(&lowered.api, names), signature::signatures(&lowered.api, names));
    let dependencies = Dependencies::of(lowered);
    let (files, mut notes) = (files.0, Report::default());
    lowered.guesses.iter().for_each(|guess| notes.add(guess.clone()));
    let left_out = None;
    Files { files, counts, about, components, examples, signatures, dependencies, notes, left_out }
}

#[derive(Default)]
struct Rendered(BTreeMap<Utf8PathBuf, String>);

impl Rendered {
    fn add(&mut self, path: String, code: TokenStream) {
        self.0.insert(path.into(), layout(code));
    }
}

/// The root of the generated module, with its public and its private items.
fn root(lowered: &Lowered, names: &RustNames, client: &Client) -> TokenStream {
    let tags = client.tags.iter().map(|tag| {
        let (module, docs) = (&tag.module, &tag.about);
        quote!(#docs pub mod #module;)
    });
    let mocks = doc("Mocks of the operations, for tests: with the feature `mock`.");
    let models = doc("The models: the bodies of requests and responses.");
    let sites = crate::emit::client::server::exports(&lowered.api, names.client());
    let deprecated = lowered.api.has_deprecated().then(|| {
        quote! {
            #![allow(deprecated, reason = "what the API deprecates is still there to be used")]
        }
    });
    quote! {
        #![allow(
            clippy::large_enum_variant,
            reason = "a union is looked at one at a time: boxes would cost every reader of it"
        )]
        #deprecated

        mod client;
        mod wire;

        #models
        pub mod models;
        #(#tags)*

        #mocks
        #[cfg(feature = "mock")]
        pub mod mock;

        pub use client::Client;
        pub use client::ClientBuilder;
        #sites
    }
}

fn list_of_models(models: &Models) -> TokenStream {
    let names: Vec<_> = models.0.iter().map(|model| &model.name).collect();
    let modules: Vec<_> = models.0.iter().map(|model| &model.module).collect();
    quote! {
        #(mod #modules;)*

        #(pub use #modules::#names;)*
    }
}
