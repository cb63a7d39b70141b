//! Rewrites progenitor's code to read like handwritten code.
//!
//! The builder and its setters are kept. `send` is ours: see [`send`](crate::emit::operation::send).

use std::collections::BTreeSet;

use proc_macro2::{TokenStream, TokenTree};
use quote::{format_ident, quote};
use syn::visit_mut::VisitMut;
use syn::{
    Expr, GenericArgument, ImplItem, Item, Member, PathArguments, Type, parse_quote, visit_mut,
};

use crate::assign::RustNames;
use crate::emit::operation::about::route;
use crate::emit::operation::builder::mentions::mentions;
use crate::emit::operation::{bodies, multipart, responses, send_methods};
use crate::ir::body::{Body, MediaType};
use crate::ir::operation::{Operation, Parameter};
use crate::rust::docs::inlines::code;
use crate::rust::docs::{Docs, codes, doc};
use crate::rust::layout::{layout_items, parsed};

/// The items of progenitor's `builder` module: the other items are not even parsed.
pub(crate) fn builder_items(code: TokenStream) -> syn::Result<Vec<Item>> {
    let is = |token: &TokenTree, name| matches!(token, TokenTree::Ident(ident) if ident == name);
    let mut tokens = code.into_iter();
    while let Some(token) = tokens.next() {
        if is(&token, "mod")
            && tokens.next().is_some_and(|name| is(&name, "builder"))
            && let Some(TokenTree::Group(content)) = tokens.next()
        {
            return Ok(syn::parse2::<syn::File>(content.stream())?.items);
        }
    }
    Ok(Vec::new())
}

/// The last name of a type's path.
pub(crate) fn name_of_type(ty: &Type) -> String {
    match ty {
        Type::Path(path) => path.path.segments.last().map(|one| one.ident.to_string()),
        _ => None,
    }
    .unwrap_or_default()
}

/// The file of an operation.
pub(crate) fn file(
    names: &RustNames,
    operation: &Operation,
    mut items: Vec<Item>,
    paging: Option<TokenStream>,
) -> String {
    let is_paged = paging.is_some();
    items.iter_mut().for_each(|item| rewrite(names, operation, is_paged, item));
    let (body, form) = (bodies::emit(names, operation), multipart::emit(names, operation));
    let (successes, errors) =
        (responses::successes(names, operation), responses::errors(names, operation));
    let has = (is_paged, form.is_some());
    items.extend(parsed(quote!(#paging #body #form #successes #errors)).items);
    let imports = imports(&mentions(&items), has);
    layout_items(imports, items)
}

/// The imports of an operation's file: the names that it mentions.
fn imports(mentioned: &BTreeSet<String>, (has_paging, has_form): (bool, bool)) -> TokenStream {
    let is_used = |name: &&str| match *name {
        "File" => has_form && mentioned.contains("File"),
        name => mentioned.contains(name),
    };
    let of_operations = [
        "Argument",
        "Encoding",
        "FromResponse",
        "Paged",
        "Request",
        "Style",
        "decode",
        "decode_or",
        "is_of",
        "text",
    ];
    let of_runtime = [
        "BoxError",
        "ByteStream",
        "CallOptions",
        "DecodeError",
        "Error",
        "Events",
        "File",
        "InvalidRequest",
        "JsonLines",
        "Multipart",
        "Paging",
        "Response",
        "ResponseFuture",
        "ResponseValue",
    ];
    let idents = |names: &[&str]| {
        let used = names.iter().copied().filter(is_used);
        used.map(|name| format_ident!("{name}")).collect::<Vec<_>>()
    };
    let (of_operations, of_runtime) = (idents(&of_operations), idents(&of_runtime));
    let of_paging = has_paging.then(|| {
        quote!(
            use guestlist_runtime::paging;
        )
    });
    let models = mentioned.contains("models").then(|| {
        quote!(
            use super::super::models;
        )
    });
    quote! {
        use guestlist_runtime::operation::{#(#of_operations),*};
        #of_paging
        use guestlist_runtime::{#(#of_runtime),*};

        use super::super::client::Client;
        #models
    }
}

fn rewrite(names: &RustNames, operation: &Operation, is_paged: bool, item: &mut Item) {
    Plainer.visit_item_mut(item);
    match item {
        Item::Struct(item) => {
            item.attrs.retain(|attribute| !attribute.path().is_ident("doc"));
            let docs = describe_call(names, operation);
            let attributes: syn::ItemStruct =
                parse_quote!(#docs #[must_use = "a call is sent by `send`"] struct X;);
            item.attrs.splice(0..0, attributes.attrs);
            if let syn::Fields::Named(fields) = &mut item.fields {
                fields.named.iter_mut().for_each(|field| argument(names, operation, field));
                fields.named.push(parse_quote!(options: CallOptions));
            }
        }
        Item::Impl(item) => {
            for member in &mut item.items {
                if let ImplItem::Fn(function) = member {
                    method(names, operation, is_paged, function);
                }
            }
            let docs = doc(
                "The settings of this call that differ from those of the client: time limits, retries, headers.",
            );
            let options: ImplItem = parse_quote! {
                #docs
                #[inline]
                pub fn options(mut self, options: CallOptions) -> Self {
                    self.options = options;
                    self
                }
            };
            let last = item.items.len().saturating_sub(1);
            item.items.insert(last, options);
            item.items.extend(send_methods::others(names, operation));
            item.items.extend(send_methods::prepare(names, operation));
        }
        _ => {}
    }
}

fn method(
    names: &RustNames,
    operation: &Operation,
    is_paged: bool,
    function: &mut syn::ImplItemFn,
) {
    function.attrs.retain(|attribute| !attribute.path().is_ident("doc"));
    let name = function.sig.ident.to_string();
    let docs = match name.as_str() {
        "new" => {
            function.vis = parse_quote!(pub(super));
            function.attrs.push(parse_quote!(#[inline]));
            Fields { names, operation }.visit_block_mut(&mut function.block);
            return;
        }
        "send" => {
            let returned = send_methods::returned(names, operation, operation.success());
            function.sig.asyncness = None;
            function.sig.output = parse_quote!(-> #returned);
            function.attrs.push(parse_quote!(#[inline]));
            if let Some(block) = send_methods::send(names, operation, is_paged) {
                function.block = block;
            }
            doc(&send_methods::describe(operation, None))
        }
        "body" => {
            set(function);
            operation
                .body
                .as_ref()
                .map(|body| describe_body(names, operation, body))
                .unwrap_or_default()
        }
        name => {
            set(function);
            let parameter = parameter(names, operation, name);
            if parameter.is_some_and(|parameter| parameter.deprecated) {
                function.attrs.push(parse_quote!(#[deprecated]));
            }
            parameter.map(describe).unwrap_or_default()
        }
    };
    let attributes: syn::ItemStruct = parse_quote!(#docs struct X;);
    function.attrs.splice(0..0, attributes.attrs);
}

fn describe_call(names: &RustNames, operation: &Operation) -> Docs {
    let method = &names.operation(operation.id).method;
    let docs =
        doc(&format!("A builder for a call of {}: see [`Client::{method}`].", route(operation),));
    let parameters = operation.parameters.iter().filter(|one| one.required);
    let body = operation.body.iter().filter(|body| body.required).map(|_| "body");
    let required: Vec<String> = parameters
        .map(|one| names.parameter(one.id).as_str())
        .chain(body)
        .map(|name| format!("`{name}`"))
        .collect();
    match &required[..] {
        [] => docs,
        [only] => docs.say(&format!("{only} is required.")),
        [others @ .., last] => docs.say(&format!("{} and {last} are required.", others.join(", "))),
    }
}

fn describe(parameter: &Parameter) -> Docs {
    let place = match parameter.location.as_str() {
        "path" => "in the path".to_owned(),
        location => format!("{location} parameter"),
    };
    let wire = format!("{}, {place}.", code(&parameter.wire));
    Docs::default().text(&parameter.description).say(&wire)
}

fn describe_body(names: &RustNames, operation: &Operation, body: &Body) -> Docs {
    let mut docs = doc("The body of the request.").text(&body.description);
    docs = match &body.media_types[..] {
        [only] if only.name != "application/json" => {
            docs.say(&format!("It is sent as {}.", code(&only.name)))
        }
        [_] => docs,
        several => {
            let listed = codes(several.iter().map(|one| one.name.as_str()));
            let ty = &names.operation(operation.id).body;
            docs.say(&format!("It is sent as one of {listed}: see [`{ty}`]."))
        }
    };
    for range in body.media_types.iter().filter_map(MediaType::range) {
        docs = docs.say(&format!(
            "[`CallOptions::header`] can name a `content-type` of the range {}.",
            code(range)
        ));
    }
    if body.left_out.is_empty() {
        return docs;
    }
    let others = codes(body.left_out.iter().map(String::as_str));
    docs.say(&format!("The API also accepts {others}."))
}

/// The parameter of a field or a setter; none for those of the body and the client.
fn parameter<'a>(names: &RustNames, operation: &'a Operation, name: &str) -> Option<&'a Parameter> {
    operation.parameters.iter().find(|one| names.parameter(one.id).as_str() == name)
}

/// Whether a call cannot be sent without an argument.
fn is_required(names: &RustNames, operation: &Operation, name: &str) -> bool {
    match parameter(names, operation, name) {
        Some(parameter) => parameter.required,
        None => operation.body.as_ref().is_some_and(|body| body.required),
    }
}

/// Turns progenitor's field `Result<T, String>`, or `Result<Option<T>, String>` for an optional argument,
/// into an `Argument<T>`.
fn argument(names: &RustNames, operation: &Operation, field: &mut syn::Field) {
    let Some(name) = field.ident.as_ref().map(ToString::to_string) else { return };
    let Some(mut ty) = first_argument(&field.ty).filter(|_| name != "client") else { return };
    if !is_required(names, operation, &name) {
        ty = first_argument(&ty).unwrap_or(ty);
    }
    field.ty = parse_quote!(Argument<#ty>);
}

/// `T` of `Name<T, …>`.
fn first_argument(ty: &Type) -> Option<Type> {
    let Type::Path(path) = ty else { return None };
    match &path.path.segments.last()?.arguments {
        PathArguments::AngleBracketed(arguments) => match arguments.args.first()? {
            GenericArgument::Type(ty) => Some(ty.clone()),
            _ => None,
        },
        _ => None,
    }
}

/// A setter that leaves the conversion to the argument, which keeps its error.
fn set(function: &mut syn::ImplItemFn) {
    let name = &function.sig.ident;
    function.block = parse_quote!({
        self.#name.set(value);
        self
    });
    KeptErrors.visit_generics_mut(&mut function.sig.generics);
}

/// Requires that the error of a conversion can be kept.
struct KeptErrors;

impl VisitMut for KeptErrors {
    fn visit_trait_bound_mut(&mut self, bound: &mut syn::TraitBound) {
        if let Some(segment) = bound.path.segments.last_mut()
            && segment.ident == "TryInto"
            && let PathArguments::AngleBracketed(arguments) = &mut segment.arguments
        {
            arguments.args.push(parse_quote!(Error: Into<BoxError>));
        }
    }
}

/// The fields of a new builder: arguments, and the options of the call.
struct Fields<'a> {
    names: &'a RustNames,
    operation: &'a Operation,
}

impl VisitMut for Fields<'_> {
    fn visit_expr_struct_mut(&mut self, expression: &mut syn::ExprStruct) {
        if !expression.path.is_ident("Self") {
            return;
        }
        for field in &mut expression.fields {
            if let Member::Named(name) = &field.member
                && name != "client"
            {
                let name = name.to_string();
                let is_required = is_required(self.names, self.operation, &name);
                let of = format_ident!("{}", if is_required { "required" } else { "optional" });
                field.expr = parse_quote!(Argument::#of(#name));
            }
        }
        expression.fields.push(parse_quote!(options: CallOptions::new()));
    }
}

/// Shortens paths that every reader knows.
struct Plainer;

/// The names of `std` that every reader knows.
const KNOWN: [&str; 4] = ["String", "Vec", "Option", "TryInto"];

impl VisitMut for Plainer {
    fn visit_path_mut(&mut self, path: &mut syn::Path) {
        visit_mut::visit_path_mut(self, path);
        let segments = &path.segments;
        let is = |index: usize, name| segments.get(index).is_some_and(|one| one.ident == name);
        let is_known = || KNOWN.iter().any(|name| is(2, *name));
        let dropped = match segments.len() {
            3 if is(0, "std") && is_known() => 2,
            _ if is(0, "super") && is(1, "Client") => 1,
            _ => return,
        };
        path.leading_colon = None;
        path.segments = segments.iter().skip(dropped).cloned().collect();
    }

    fn visit_field_value_mut(&mut self, field: &mut syn::FieldValue) {
        visit_mut::visit_field_value_mut(self, field);
        if let (Member::Named(member), Expr::Path(value)) = (&field.member, &field.expr)
            && value.path.is_ident(member)
        {
            field.colon_token = None;
        }
    }
}
